"""Questions that ask the same, put together.

Leader clustering (J. A. Hartigan, "Clustering Algorithms", 1975, chapter 3): each text joins the
likest group that has begun, or begins one. Texts come with the most usual first, so that groups
begin with what people say most.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from textmatch.analysis import analyse, subject
from textmatch.features import word_pieces
from textmatch.vectors import Floats, Query, Rows, Vocabulary, dot_columns

_LEAST_ALIKE = 0.5


def clusters(texts: Sequence[str], least: float = _LEAST_ALIKE) -> list[list[int]]:
    """The places of the texts in groups that ask the same (whichever region and year they name),
    the largest group first; within a group, in their order. Texts without a subject are in none.
    """
    by_subject: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        terms = tuple(sorted(set(subject(analyse(text)))))
        if terms:
            by_subject[terms].append(place)
    subjects = sorted(by_subject, key=lambda terms: -len(by_subject[terms]))
    groups = [
        sorted(place for number in group for place in by_subject[subjects[number]])
        for group in _led(subjects, least)
    ]
    return sorted(groups, key=lambda group: (-len(group), group[0]))


@dataclass(frozen=True, slots=True)
class _View:
    """The subjects as unit vectors: each as a query, and all as a matrix turned."""

    queries: Sequence[Query]
    turned: Rows

    def likeness(self, number: int) -> Floats:
        """How like this subject each of them is."""
        return dot_columns(self.turned, self.queries[number], len(self.queries))


def _led(subjects: Sequence[tuple[str, ...]], least: float) -> list[list[int]]:
    """Groups of subjects, each begun by its first."""
    views = [_vectors([list(terms) for terms in subjects])]
    views.append(_vectors([[p for term in terms for p in word_pieces(term)] for terms in subjects]))
    free = np.ones(len(subjects), bool)
    groups = []
    for leader in range(len(subjects)):
        if not free[leader]:
            continue
        alike = np.mean([view.likeness(leader) for view in views], axis=0)
        members = np.flatnonzero(free & (alike >= least))
        free[members] = free[leader] = False
        groups.append([leader, *(int(number) for number in members if number != leader)])
    return groups


def _vectors(features: Sequence[Sequence[str]]) -> _View:
    vocabulary = Vocabulary()
    rows = vocabulary.count(features)
    vocabulary.weigh(rows)
    queries = [vocabulary.query(row) for row in features]
    return _View(queries, rows.scaled(vocabulary.weights).turned(len(vocabulary)))
