"""Numbers in words, for pages and files."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from dashboard.figures.figure import Breakdown, Figure
from dashboard.figures.measures import Reading
from dashboard.figures.scope import Scope
from dashboard.figures.unit import Unit
from pages.templatetags.pages_tags import duration, wib
from servicedesk.satisfaction import half_up

NOTHING = "–"
_MINUTE, _HOUR = 60, 3600


def shown(number: float | Fraction | None, unit: Unit) -> str:
    """The number as it is read; a dash where there is none."""
    if number is None:
        return NOTHING
    if unit == Unit.SHARE:
        return f"{number_format(float(number) * 100, 1)} %"
    if unit == Unit.WORKING_TIME:
        return working_time(int(number))
    if unit == Unit.TIME:
        return duration(float(number))
    if unit in (Unit.INDEX, Unit.GRADE):
        return str(number_format(half_up(Fraction(number)), 2))
    if unit == Unit.HOURS:
        return _("%(n)s hours") % {"n": number_format(float(number), 1)}
    return str(number_format(float(number), 0, force_grouping=True))


def working_time(seconds: int) -> str:
    """Working time in hours and minutes: days would be read as 24 hours."""
    if seconds < _MINUTE:
        return _("under a minute")
    hours, minutes = seconds // _HOUR, seconds % _HOUR // _MINUTE
    words = [_("%(n)s h") % {"n": number_format(hours, 0, force_grouping=True)}] if hours else []
    return " ".join([*words, _("%(n)s min") % {"n": minutes}] if minutes or not words else words)


def in_words(cell: object, unit: Unit = Unit.COUNT) -> str:
    """A cell of a row as a page shows it; `unit`: what a number is."""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, datetime):
        return wib(cell)
    if isinstance(cell, int):
        return shown(cell, unit)
    return NOTHING if cell in (None, "") else str(cell)


def part_href(breakdown: Breakdown, scope: Scope, key: str) -> str:
    """The page of the rows of a part of a breakdown."""
    address = reverse("dashboard:figure", args=[breakdown.slug])
    return f"{address}?{scope.query}&{urlencode({'bagian': key})}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure on a page: what it is now, and what it was in the period before (None: it has
    none)."""

    figure: Figure
    reading: Reading
    before: Reading | None
    scope: Scope

    @property
    def value(self) -> str:
        return shown(self.reading.number, self.figure.unit)

    @property
    def number(self) -> float | None:
        """The bare number, for a file."""
        return None if self.reading.number is None else float(self.reading.number)

    @property
    def value_before(self) -> str:
        return shown(self.before.number, self.figure.unit) if self.before else ""

    @property
    def bounds(self) -> str:
        """Between what a share surely lies, in words; nothing for other numbers."""
        if self.reading.bounds is None:
            return ""
        low, high = (number_format(bound * 100, 0) for bound in self.reading.bounds)
        return _("%(low)s to %(high)s %%") % {"low": low, "high": high}

    @property
    def href(self) -> str:
        """The page of its rows."""
        return f"{reverse('dashboard:figure', args=[self.figure.slug])}?{self.scope.query}"
