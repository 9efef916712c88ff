"""Reads many figures with few queries: one a source, whatever the number of figures."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Expression, Q

from dashboard.figures import waiting
from dashboard.figures.figure import Breakdown, Figure, Key, Part
from dashboard.figures.measures import ALL_ROWS, Reading, Satisfaction, Survival
from dashboard.figures.scope import Scope
from dashboard.figures.sources import RATINGS, Source
from servicedesk.satisfaction import ikm

Readings = dict[str, Reading]


def read(figures: Sequence[Figure], scope: Scope) -> tuple[Readings, Readings]:
    """Each of the figures by its address, in the period and, where it is compared, in the one
    before."""
    now: Readings = {}
    before: Readings = {}
    for source, rows in _by_source(figures):
        plain = [row for row in rows if not isinstance(row.measure, Survival | Satisfaction)]
        if plain:
            _aggregate(source, plain, scope, now, before)
        survivals = [row for row in rows if isinstance(row.measure, Survival)]
        if survivals:
            now |= waiting.read(survivals, scope)
        ratings = [row for row in rows if isinstance(row.measure, Satisfaction)]
        if ratings:
            now |= _satisfaction(ratings, scope)
            before |= _satisfaction(ratings, scope.before)
    return now, before


def _by_source(figures: Iterable[Figure]) -> Iterable[tuple[Source, list[Figure]]]:
    found: dict[str, tuple[Source, list[Figure]]] = {}
    for figure in figures:
        found.setdefault(figure.source.name, (figure.source, []))[1].append(figure)
    return found.values()


def _aggregate(
    source: Source, figures: Sequence[Figure], scope: Scope, now: Readings, before: Readings
) -> None:
    """All these figures of one source, for both periods, in one query."""
    asked: dict[str, Expression] = {}
    for number, figure in enumerate(figures):
        if not figure.is_compared:
            asked |= _asked(f"now{number}", figure, ALL_ROWS)
            continue
        asked |= _asked(f"now{number}", figure, scope.within(source.moment))
        asked |= _asked(f"before{number}", figure, scope.before.within(source.moment))
    compared = any(figure.is_compared for figure in figures)
    row = source.rows(scope.both if compared else scope).aggregate(**asked)
    for number, figure in enumerate(figures):
        now[figure.slug] = figure.measure.read(_answer(row, f"now{number}"), scope)
        if figure.is_compared:
            found = _answer(row, f"before{number}")
            before[figure.slug] = figure.measure.read(found, scope.before)


def _asked(prefix: str, figure: Figure, within: Q) -> dict[str, Expression]:
    asked = figure.measure.asked(figure.condition & within)
    return {f"{prefix}_{name}": expression for name, expression in asked.items()}


def _answer(row: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {
        name.removeprefix(f"{prefix}_"): value
        for name, value in row.items()
        if name.startswith(f"{prefix}_")
    }


def _satisfaction(figures: Sequence[Figure], scope: Scope) -> Readings:
    """The index and its elements: `ikm` reads all of them at once."""
    found = ikm(RATINGS.rows(scope))
    if found is None:
        return {figure.slug: Reading(None, 0) for figure in figures}
    means = {element.name: element for element in found.elements}
    readings: Readings = {}
    for figure in figures:
        measure = figure.measure
        assert isinstance(measure, Satisfaction)  # noqa: S101 - the caller sorted them
        if not measure.element:
            readings[figure.slug] = Reading(found.index, found.count)
            continue
        element = means[measure.element]
        readings[figure.slug] = Reading(element.mean, element.count)
    return readings


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
