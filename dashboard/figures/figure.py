"""A figure: one number of a page. A breakdown: the number of rows in each of its parts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dashboard.figures.measures import ALL_ROWS, Number, Survival
from dashboard.figures.scope import Scope
from dashboard.figures.sources import OPEN_NOW, TICKETS, Column, Name, Source
from dashboard.figures.unit import Unit

Key = str | int | date | None

_A_NUMBER = Number()


@dataclass(frozen=True, slots=True)
class Figure:
    """`slug` is its address; `definition` says to a citizen what is counted; `of` which rows of the
    source it is about."""

    slug: str
    name: Name
    definition: Name
    measure: Number = _A_NUMBER
    of: Q = ALL_ROWS
    source: Source = TICKETS

    @property
    def unit(self) -> Unit:
        return self.measure.unit

    @property
    def is_compared(self) -> bool:
        """Whether there is one for the period before: what is of now has none, and for those who
        still wait it would be of another moment."""
        return self.source is not OPEN_NOW and not isinstance(self.measure, Survival)

    @property
    def condition(self) -> Q:
        """Which rows of the source have a say."""
        return self.of & self.measure.among

    def rows(self, scope: Scope, part: str = "") -> QuerySet[Any]:
        """The rows behind the number, with what each contributes. A figure has no parts."""
        return self.measure.annotated(self.source.rows(scope).filter(self.condition))

    def columns(self, scope: Scope) -> list[Column]:
        """What is told of a row: what it contributes, then who and what it is."""
        return [*self.measure.cells(scope), *self.source.columns]

    def listed(self, scope: Scope) -> list[Column]:
        """The columns that a page has room for."""
        return [column for column in self.columns(scope) if column.listed]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a breakdown: its key in the address, its name, and how many rows are in it; of
    those, how many have the breakdown's `second` property."""

    key: str
    label: str
    rows: int
    second: int = 0


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The rows of `of` by `key`, an expression over them. `parse` reads a key from an address
    (ValueError for one that is none); `labels` names the keys, in order, the empty ones too where
    they belong to the picture; `second` is counted within each part."""

    slug: str
    name: Name
    definition: Name
    key: Callable[[Scope], Any]
    parse: Callable[[str], Key]
    labels: Callable[[Scope, Iterable[Key]], Mapping[Key, str]]
    of: Q = ALL_ROWS
    second: Q | None = None
    source: Source = TICKETS
    measure: Number = _A_NUMBER

    @property
    def unit(self) -> Unit:
        return Unit.COUNT

    def rows(self, scope: Scope, part: str = "") -> QuerySet[Any]:
        """The rows of all parts, or of the one with this key."""
        rows = self.source.rows(scope).filter(self.of)
        if not part:
            return rows
        key = self.key_of(part)
        named = rows.annotate(part_key=self.key(scope))
        return named.filter(part_key__isnull=True) if key is None else named.filter(part_key=key)

    def key_of(self, part: str) -> Key:
        """The key of a part from its address. Raises ValueError for a text that is none."""
        return None if part == NO_KEY else self.parse(part)

    def columns(self, scope: Scope) -> list[Column]:
        return list(self.source.columns)

    def listed(self, scope: Scope) -> list[Column]:
        """The columns that a page has room for."""
        return [column for column in self.source.columns if column.listed]

    def parts(self, scope: Scope, counted: Mapping[Key, tuple[int, int]]) -> list[Part]:
        """The parts, from the rows and the second number by key."""
        labels = self.labels(scope, counted)
        return [
            Part(address_of(key), label, *counted.get(key, (0, 0))) for key, label in labels.items()
        ]


_LARGEST = 2**31


def whole_number(part: str) -> int:
    """A number from an address. Raises ValueError for a text that is none, or too large for a
    database to compare."""
    number = int(part)
    if abs(number) >= _LARGEST:
        raise ValueError(f"{number} is too large")
    return number


# The key of the rows that have none.
NO_KEY = "tanpa"


def address_of(key: Key) -> str:
    """The key as it travels in an address."""
    return NO_KEY if key is None else str(key)
