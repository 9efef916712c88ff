"""Sparse unit vectors in numpy arrays: all that the index needs of linear algebra."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]

# Groups of rows that are merged in one go.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows, compressed: row r holds `columns[starts[r]:starts[r+1]]` and their values."""

    starts: Ints
    columns: Ints
    values: Floats

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1

    def of_rows(self) -> Ints:
        """For every value the number of its row."""
        return np.repeat(np.arange(self.size, dtype=np.int32), np.diff(self.starts))

    def scaled(self, weights: Floats) -> "Rows":
        """Each column multiplied by its weight, then each row brought to length one."""
        values = self.values * weights[self.columns]
        lengths = np.sqrt(np.bincount(self.of_rows(), values**2, minlength=self.size))
        lengths[lengths == 0] = 1
        return Rows(
            self.starts, self.columns, (values / lengths[self.of_rows()]).astype(np.float32)
        )

    def turned(self, columns: int) -> "Rows":
        """The transpose: a row for each of the `columns` columns."""
        order = np.argsort(self.columns, kind="stable")
        counts = np.bincount(self.columns, minlength=columns)
        starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        return Rows(starts, self.of_rows()[order], self.values[order])

    def merged(self, bounds: Ints) -> "Rows":
        """The sums of neighbouring rows: group g is the rows [bounds[g], bounds[g + 1])."""
        parts = [
            self._merged(bounds[at : at + _AT_ONCE + 1])
            for at in range(0, max(len(bounds) - 1, 1), _AT_ONCE)
        ]
        counts = np.concatenate([part[0] for part in parts])
        return Rows(
            np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
            np.concatenate([part[1] for part in parts]),
            np.concatenate([part[2] for part in parts]),
        )

    def _merged(self, bounds: Ints) -> tuple[Ints, Ints, Floats]:
        """(columns per group, columns, values) of a few groups: sorting all at once would take
        several times the memory of the rows."""
        groups = len(bounds) - 1
        here = slice(self.starts[bounds[0]], self.starts[bounds[-1]])
        columns = self.columns[here]
        width = int(columns.max(initial=0)) + 1
        sizes = np.diff(self.starts[bounds])
        keys = np.repeat(np.arange(groups, dtype=np.int64), sizes) * width + columns
        unique, inverse = np.unique(keys, return_inverse=True)
        values = np.bincount(inverse, self.values[here], minlength=len(unique)).astype(np.float32)
        counts = np.bincount(unique // width, minlength=groups).astype(np.int32)
        return counts, (unique % width).astype(np.int32), values


@dataclass(frozen=True, slots=True)
class Query:
    """A text against a vocabulary: known columns with their shares of its unit length."""

    columns: Ints
    values: Floats


class Vocabulary:
    """Features numbered in the order they came, and later weighed."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.weights: Floats = np.zeros(0, np.float32)
        self.heaviest = 1.0

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, feature: str) -> bool:
        return feature in self._numbers

    def weight(self, feature: str) -> float:
        """How much the feature tells; one nobody holds weighs most."""
        number = self._numbers.get(feature)
        return self.heaviest if number is None else float(self.weights[number])

    def count(self, texts: Iterable[Sequence[str]]) -> Rows:
        """Rows of 1 + log(times) per feature; new features get the next number."""
        columns, values, starts = array("i"), array("f"), array("i", [0])
        numbers = self._numbers
        for features in texts:
            for feature, times in Counter(features).items():
                columns.append(numbers.setdefault(feature, len(numbers)))
                values.append(1 + log(times))
            starts.append(len(columns))
        return Rows(
            np.frombuffer(starts, np.int32),
            np.frombuffer(columns, np.int32) if columns else np.zeros(0, np.int32),
            np.frombuffer(values, np.float32) if values else np.zeros(0, np.float32),
        )

    def weigh(self, holders: Rows) -> None:
        """Weigh each feature by how few rows of `holders` (one per answer) hold it.

        The square root of log((n + 1) / holders): Sparck Jones' inverse document frequency (1972)
        with answers for documents, flattened, which did best on every open set.
        """
        held_by = np.bincount(holders.columns, minlength=len(self))
        inverse = np.log((holders.size + 1) / np.maximum(held_by, 1))
        self.weights = np.sqrt(inverse).astype(np.float32)
        self.heaviest = sqrt(log(holders.size + 1))

    def query(self, features: Sequence[str]) -> Query:
        """The features as a unit vector. What nobody holds has weight, and no place to match."""
        columns, values, length = [], [], 0.0
        for feature, times in Counter(features).items():
            value = (1 + log(times)) * self.weight(feature)
            length += value * value
            number = self._numbers.get(feature)
            if number is not None:
                columns.append(number)
                values.append(value)
        scale = 1 / sqrt(length) if length else 0.0
        return Query(
            np.array(columns, np.int32), (np.array(values, np.float32) * scale).astype(np.float32)
        )


def dot_columns(turned: Rows, query: Query, size: int) -> Floats:
    """Products of the query with all `size` rows of a matrix, given its transpose."""
    starts, ends = turned.starts[query.columns], turned.starts[query.columns + 1]
    at = _ranges(starts, ends)
    weights = turned.values[at] * np.repeat(query.values, ends - starts)
    return np.bincount(turned.columns[at], weights, minlength=size).astype(np.float32)


def dot_rows(rows: Rows, chosen: Ints, query: Query, width: int) -> Floats:
    """Products of the query with the chosen rows."""
    dense = np.zeros(width, np.float32)
    dense[query.columns] = query.values
    starts, ends = rows.starts[chosen], rows.starts[chosen + 1]
    at = _ranges(starts, ends)
    owner = np.repeat(np.arange(len(chosen)), ends - starts)
    products = rows.values[at] * dense[rows.columns[at]]
    return np.bincount(owner, products, minlength=len(chosen)).astype(np.float32)


def _ranges(starts: Ints, ends: Ints) -> NDArray[np.int64]:
    """All the numbers of [start, end) for each pair, one after the other."""
    lengths = ends - starts
    offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    at: NDArray[np.int64] = np.arange(lengths.sum(), dtype=np.int64) + offsets.astype(np.int64)
    return at
