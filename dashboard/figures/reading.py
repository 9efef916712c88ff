"""Reads many figures with few queries: one a source, whatever the number of figures."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Expression, Q

from dashboard.figures import waiting
from dashboard.figures.figure import Breakdown, Figure, Key, Part
from dashboard.figures.measures import ALL_ROWS, Reading, Survival
from dashboard.figures.scope import Scope
from dashboard.figures.sources import Source

Readings = dict[str, Reading]


def read(
    figures: Sequence[Figure], scope: Scope, *, compared: bool = True
) -> tuple[Readings, Readings]:
    """Each of the figures by its address, in the period and, where it is to be compared and can be,
    in the one before."""
    now: Readings = {}
    before: Readings = {}
    for source, rows in _by_source(figures):
        plain = [row for row in rows if not isinstance(row.measure, Survival)]
        if plain:
            found, earlier = _aggregate(source, plain, scope, compared)
            now |= found
            before |= earlier
        survivals = [row for row in rows if isinstance(row.measure, Survival)]
        if survivals:
            now |= waiting.read(survivals, scope)
    return now, before


def _by_source(figures: Iterable[Figure]) -> Iterable[tuple[Source, list[Figure]]]:
    found: dict[str, tuple[Source, list[Figure]]] = {}
    for figure in figures:
        found.setdefault(figure.source.name, (figure.source, []))[1].append(figure)
    return found.values()


def _aggregate(
    source: Source, figures: Sequence[Figure], scope: Scope, compared: bool
) -> tuple[Readings, Readings]:
    """All these figures of one source, for both periods, in one query."""
    pairs = [row for row in figures if compared and row.is_compared]
    asked: dict[str, Expression] = {}
    for number, figure in enumerate(figures):
        # Where the rows are those of both periods, each number is told which are its own.
        within = scope.within(source.moment) if figure in pairs else ALL_ROWS
        asked |= _asked(f"now{number}", figure, within)
    for number, figure in enumerate(pairs):
        asked |= _asked(f"before{number}", figure, scope.before.within(source.moment))
    row = source.rows(scope.both if pairs else scope).aggregate(**asked)
    return _readings(row, "now", figures, scope), _readings(row, "before", pairs, scope.before)


def _readings(
    row: Mapping[str, Any], prefix: str, figures: Sequence[Figure], scope: Scope
) -> Readings:
    return {
        figure.slug: figure.measure.read(_answer(row, f"{prefix}{number}"), scope)
        for number, figure in enumerate(figures)
    }


def _asked(prefix: str, figure: Figure, within: Q) -> dict[str, Expression]:
    # The period first: of a row outside it the database asks nothing more.
    asked = figure.measure.asked(within & figure.condition)
    return {f"{prefix}_{name}": expression for name, expression in asked.items()}


def _answer(row: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {
        name.removeprefix(f"{prefix}_"): value
        for name, value in row.items()
        if name.startswith(f"{prefix}_")
    }


def read_parts(breakdowns: Sequence[Breakdown], scope: Scope) -> dict[str, list[Part]]:
    """The parts of breakdowns of one source, in one query over the combinations of their keys."""
    rows = breakdowns[0].source.rows(scope).order_by()
    keys = {f"key{number}": row.key(scope) for number, row in enumerate(breakdowns)}
    counts = {}
    for number, row in enumerate(breakdowns):
        counts[f"rows{number}"] = Count("pk", filter=row.of or None)
        if row.second is not None:
            counts[f"second{number}"] = Count("pk", filter=row.of & row.second)
    # Names of its own for the keys: a column of that name could be meant otherwise.
    combinations = list(rows.annotate(**keys).values(*keys).annotate(**counts))
    return {
        row.slug: row.parts(scope, _collapsed(combinations, number))
        for number, row in enumerate(breakdowns)
    }


def _collapsed(
    combinations: Iterable[Mapping[str, Any]], number: int
) -> dict[Key, tuple[int, int]]:
    """The numbers of one breakdown by its key, the keys of the others summed up."""
    found: dict[Key, tuple[int, int]] = {}
    for row in combinations:
        many, second = row[f"rows{number}"], row.get(f"second{number}", 0)
        if many:
            before = found.get(row[f"key{number}"], (0, 0))
            found[row[f"key{number}"]] = (before[0] + many, before[1] + second)
    return found
