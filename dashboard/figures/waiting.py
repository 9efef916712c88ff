"""Medians that do not forget those who still wait, of all requests of a period at once.

One query, whatever the number of figures; the times so far of what is still open are reckoned
here, for the database knows no calendar.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dashboard.figures.figure import Figure
from dashboard.figures.measures import Reading, Survival
from dashboard.figures.scope import Scope
from dashboard.figures.sources import TICKETS
from servicedesk.survival import Group, median_of_groups

_SO_FAR = ("opened_at", "waiting_since", "waited", "waited_working")
_ENDED = ("resolution_seconds", "resolution_working")


def read(figures: Sequence[Figure], scope: Scope) -> dict[str, Reading]:
    """Each of the figures, whose measures are Survival, by its address."""
    measures = {row.slug: row.measure for row in figures if isinstance(row.measure, Survival)}
    fields = sorted({measure.field for measure in measures.values()})
    tickets = list(TICKETS.rows(scope).values_list(*_ENDED, *_SO_FAR, *fields, named=True))
    otherwise = {
        measure.kind: [_otherwise(row, measure, scope) for row in tickets]
        for measure in {row.kind: row for row in measures.values()}.values()
    }
    return {
        slug: measure.read(_estimate(tickets, measure.field, otherwise[measure.kind]), scope)
        for slug, measure in measures.items()
    }


def _otherwise(row: Any, measure: Survival, scope: Scope) -> int:
    """How long a request was waited for if it was in vain: until it ended, or so far."""
    ended: int | None = getattr(row, measure.end)
    return measure.so_far(row, scope) if ended is None else ended


def _estimate(rows: Sequence[Any], field: str, otherwise: Sequence[int]) -> dict[str, int | None]:
    pairs = [(getattr(row, field), vain) for row, vain in zip(rows, otherwise, strict=True)]
    reached = Counter(known for known, _vain in pairs if known is not None)
    waited = Counter(vain for known, vain in pairs if known is None)
    groups = [Group(time, reached[time], waited[time]) for time in reached.keys() | waited.keys()]
    return {"number": median_of_groups(groups), "rows": len(rows)}
