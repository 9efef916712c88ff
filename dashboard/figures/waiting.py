"""Medians that do not forget those who still wait, of all requests of a period at once.

One query, whatever the number of figures; the times so far of what is still open are reckoned
here, for the database knows no calendar.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.db.models import Case, F, When
from numpy.typing import NDArray

from dashboard.figures.figure import Figure
from dashboard.figures.measures import Reading, Survival, Wait
from dashboard.figures.scope import Scope
from dashboard.figures.sources import TICKETS
from servicedesk.survival import median

# Seconds by request, not a number where there are none.
Seconds = NDArray[np.float64]


def read(figures: Sequence[Figure], scope: Scope) -> dict[str, Reading]:
    """Each of the figures, whose measures are Survival, by its address."""
    measures = {row.slug: row.measure for row in figures if isinstance(row.measure, Survival)}
    fields = sorted(
        {name for measure in measures.values() for name in (measure.field, measure.end)}
    )
    seconds, waits = _requests(fields, scope)
    in_vain = {
        measure.kind: _in_vain(seconds[measure.end], waits, measure, scope)
        for measure in {row.kind: row for row in measures.values()}.values()
    }
    return {
        slug: measure.read(_estimate(seconds[measure.field], in_vain[measure.kind]), scope)
        for slug, measure in measures.items()
    }


def _requests(fields: Sequence[str], scope: Scope) -> tuple[dict[str, Seconds], list[Wait]]:
    """The times of each request by their names; and of those still open, in the same order, what
    their times so far depend on."""
    # Of what has ended nothing else is needed, and moments are slow to read.
    waits = {
        f"open_{name}": Case(When(resolution_seconds=None, then=F(name))) for name in Wait._fields
    }
    rows = list(TICKETS.rows(scope).annotate(**waits).values_list(*fields, *waits))
    table = np.array([row[: len(fields)] for row in rows], float).reshape(len(rows), len(fields))
    still_open = [Wait(*row[len(fields) :]) for row in rows if row[len(fields)] is not None]
    return dict(zip(fields, table.T, strict=True)), still_open


def _in_vain(ended: Seconds, waits: Sequence[Wait], measure: Survival, scope: Scope) -> Seconds:
    """How long each request was waited for if it was in vain: until it ended, or so far."""
    found = ended.copy()
    found[np.isnan(ended)] = [measure.so_far(wait, scope) for wait in waits]
    return found


def _estimate(known: Seconds, in_vain: Seconds) -> Mapping[str, Any]:
    missing = np.isnan(known)
    return {"number": median(np.where(missing, in_vain, known), ~missing), "rows": known.size}
