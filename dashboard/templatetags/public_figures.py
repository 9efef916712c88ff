"""What the front page tells of the service: the same figures that the officers see."""

from typing import Any

from django import template

from dashboard.figures import rated, times
from dashboard.figures.board import cells
from dashboard.figures.period import Period
from dashboard.figures.registry import FIGURES
from dashboard.figures.scope import Scope
from servicedesk.satisfaction import band_of

register = template.Library()

_DAYS, _RATED_IN = 90, 365
# Of fewer ratings the index would say more about the raters than about the service.
_FEWEST_RATINGS = 5
MEDIAN = FIGURES[times.slug_of(times.OFFICER, "median", times.CALENDAR)]
P90 = FIGURES[times.slug_of(times.OFFICER, "p90", times.CALENDAR)]


@register.inclusion_tag("dashboard/_public_figures.html")
def public_figures() -> dict[str, Any]:
    """How fast officers answer, and the index of satisfaction where enough have rated."""
    speed = cells((MEDIAN, P90), Scope.whole(Period.latest(_DAYS)), compared=False)
    rating = cells((rated.INDEX,), Scope.whole(Period.latest(_RATED_IN)), compared=False)
    index = rating[rated.INDEX.slug]
    number = index.reading.number
    return {
        "median": speed[MEDIAN.slug],
        "p90": speed[P90.slug],
        "days": _DAYS,
        "index": index,
        "band": None if number is None else band_of(number),
        "enough": index.reading.rows >= _FEWEST_RATINGS,
        "fewest": _FEWEST_RATINGS,
    }
