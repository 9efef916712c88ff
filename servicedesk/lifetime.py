"""How long things took, and by when they were promised: pure functions over the moments of one
request. The clock stands still while the office waits for the asker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from servicedesk.clock import Calendar

Interval = tuple[datetime, datetime]

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """A request from its opening on; `waits` are the times it waited for its asker, in order, the
    last perhaps still going on (it then ends now)."""

    opened_at: datetime
    waits: Sequence[Interval] = ()

    def elapsed(self, until: datetime | None) -> int | None:
        """Seconds from the opening to a moment, around the clock, without the waits; None for no
        moment."""
        if until is None:
            return None
        waited = sum(
            (max(min(end, until) - start, timedelta()) for start, end in self.waits), timedelta()
        )
        return max(0, (until - self.opened_at - waited) // _SECOND)

    def worked(self, until: datetime | None, calendar: Calendar) -> int | None:
        """The same, of the seconds in which the office was open."""
        if until is None:
            return None
        waited = self._waited(until, calendar)
        return max(0, (calendar.open_for(self.opened_at, until) - waited) // _SECOND)

    def due_after_seconds(self, seconds: int, calendar: Calendar) -> datetime | None:
        """When a promise of so many working seconds falls due: as soon as `worked` reaches them.
        None when the office is never open for so long."""
        return self._moved(calendar.after_working_seconds(self.opened_at, seconds), calendar)

    def due_after_days(self, days: int, calendar: Calendar) -> datetime | None:
        """When a promise of so many working days falls due, later by the working time waited.
        None when there are not so many."""
        return self._moved(calendar.after_working_days(self.opened_at, days), calendar)

    def _moved(self, due: datetime | None, calendar: Calendar) -> datetime | None:
        """A due time, later by the working time waited until then. Waits that began after it do
        not move it, or a promise that was missed would look kept."""
        for start, end in self.waits:
            if due and start < due:
                due = calendar.after_open_for(due, calendar.open_for(start, end))
        return due

    def _waited(self, until: datetime, calendar: Calendar) -> timedelta:
        waits = (calendar.open_for(start, min(end, until)) for start, end in self.waits)
        return sum(waits, timedelta())
