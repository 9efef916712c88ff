"""Medians that do not forget those who still wait, of all requests of a period at once.

Two queries, whatever the number of figures: the requests that have ended, of which everything is
known, and the others, whose times so far are reckoned here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.figures.figure import Figure
from dashboard.figures.measures import Reading, Survival
from dashboard.figures.scope import Scope
from dashboard.figures.sources import TICKETS
from servicedesk.survival import Group, median_of_groups

_SO_FAR = ("opened_at", "waiting_since", "waited", "waited_working")
_ENDED = ("resolution_seconds", "resolution_working")

# Of each time in seconds: how many requests reached it then, and how many had waited so long.
Counted = tuple[Counter[int], Counter[int]]


def read(figures: Sequence[Figure], scope: Scope) -> dict[str, Reading]:
    """Each of the figures, whose measures are Survival, by its address."""
    measures = {row.slug: row.measure for row in figures if isinstance(row.measure, Survival)}
    fields = sorted({measure.field for measure in measures.values()})
    rows = TICKETS.rows(scope)
    ended = list(
        rows.filter(resolution_seconds__isnull=False).values_list(*_ENDED, *fields, named=True)
    )
    still_open = list(
        rows.filter(resolution_seconds=None).values_list(*_ENDED, *_SO_FAR, *fields, named=True)
    )
    so_far = {
        kind: [measure.so_far(row, scope) for row in still_open]
        for kind, measure in {row.kind: row for row in measures.values()}.items()
    }
    found = {}
    for slug, measure in measures.items():
        counted = Counter[int](), Counter[int]()
        _count(counted, ended, measure.field, [getattr(row, measure.end) for row in ended])
        _count(counted, still_open, measure.field, so_far[measure.kind])
        found[slug] = measure.read(_estimate(counted), scope)
    return found


def _count(counted: Counted, rows: Iterable[Any], field: str, otherwise: Iterable[int]) -> None:
    """Count the time of each row where it is known, the other one where it is not."""
    reached, waited = counted
    pairs = [(getattr(row, field), so_far) for row, so_far in zip(rows, otherwise, strict=True)]
    reached.update(known for known, _so_far in pairs if known is not None)
    waited.update(so_far for known, so_far in pairs if known is None)


def _estimate(counted: Counted) -> dict[str, int | None]:
    reached, waited = counted
    groups = [Group(time, reached[time], waited[time]) for time in reached.keys() | waited.keys()]
    return {"number": median_of_groups(groups), "rows": reached.total() + waited.total()}
