"""A month of releases, as weeks of seven days."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from releases.models import Release

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Day:
    """A square of the month; days of its neighbours belong to it for whole weeks' sake."""

    date: date
    releases: list[Release]
    is_inside: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year from 2000 to 2100."""

    first: date

    @property
    def after(self) -> date:
        """The first day of the next month."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def before(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def neighbours(self) -> tuple[date | None, date | None]:
        """The first days of the months on either side that have a page."""
        before = self.before if self.before.year >= FIRST_YEAR else None
        return before, self.after if self.after.year <= LAST_YEAR else None

    def weeks(self, releases: Iterable[Release]) -> list[list[Day]]:
        """Its weeks from Monday on, with each day's releases."""
        by_day: dict[date, list[Release]] = {}
        for release in releases:
            by_day.setdefault(release.day, []).append(release)
        dates = Calendar().monthdatescalendar(self.first.year, self.first.month)
        return [[Day(day, by_day.get(day, []), self._holds(day)) for day in week] for week in dates]

    def _holds(self, day: date) -> bool:
        return (day.year, day.month) == (self.first.year, self.first.month)
