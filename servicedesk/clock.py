"""Working days and opening hours: pure functions over a calendar, in the office's time zone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

_DAY = timedelta(days=1)
# A calendar without a single working day in so long has no next one.
_FURTHEST = 400


@dataclass(frozen=True, slots=True)
class Hours:
    """When the office is open on a weekday (0 is Monday), between two days, both included; None:
    from or for ever."""

    weekday: int
    opens: time
    closes: time
    since: date | None = None
    until: date | None = None

    def hold_on(self, day: date) -> bool:
        """Whether these are the hours of that day."""
        return (
            day.weekday() == self.weekday
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )


@dataclass(frozen=True, slots=True)
class Calendar:
    """Opening hours and the days on which the office is closed whatever they say. Where two hours
    hold on a day, those with the later `since` do: exceptions such as Ramadan need no gap."""

    hours: Collection[Hours]
    holidays: Collection[date]

    def opening(self, day: date) -> tuple[datetime, datetime] | None:
        """When the office opens and closes that day; None on a day off."""
        holding = [hours for hours in self.hours if hours.hold_on(day)]
        if day in self.holidays or not holding:
            return None
        hours = max(holding, key=lambda row: row.since or date.min)
        zone = timezone.get_default_timezone()
        return (
            datetime.combine(day, hours.opens, zone),
            datetime.combine(day, hours.closes, zone),
        )

    def is_open(self, at: datetime) -> bool:
        """Whether the office is open at that moment."""
        opening = self.opening(_day_of(at))
        return opening is not None and opening[0] <= at < opening[1]

    def next_opening(self, at: datetime) -> datetime | None:
        """The first moment from `at` on at which the office is open; None when it never is."""
        for number in range(_FURTHEST):
            opening = self.opening(_day_of(at) + number * _DAY)
            if opening and at < opening[1]:
                return max(at, opening[0])
        return None

    def after_working_days(self, at: datetime, days: int) -> datetime | None:
        """The close of the `days`-th working day after the day of `at`, which counts as day zero;
        None when there are not so many. Zero days end with the first working day not over yet."""
        if days == 0:
            begins = self.next_opening(at)
            opening = begins and self.opening(_day_of(begins))
            return opening[1] if opening else None
        left = days
        for number in range(1, _FURTHEST):
            opening = self.opening(_day_of(at) + number * _DAY)
            left -= opening is not None
            if opening and left <= 0:
                return opening[1]
        return None

    def working_seconds(self, start: datetime, end: datetime) -> int:
        """The whole seconds between two moments in which the office was open; 0 when `end` is not
        after `start`."""
        first, open_for = _day_of(start), timedelta()
        for number in range((_day_of(end) - first).days + 1):
            opening = self.opening(first + number * _DAY)
            if opening:
                # In UTC, where clocks are never changed.
                opens, closes = (moment.astimezone(UTC) for moment in opening)
                open_for += max(min(end, closes) - max(start, opens), timedelta())
        return open_for // timedelta(seconds=1)

    def after_working_seconds(self, at: datetime, seconds: int) -> datetime | None:
        """The moment by which the office has been open for so many seconds since `at`; None when
        it never will have been."""
        left = timedelta(seconds=seconds)
        for number in range(_FURTHEST):
            opening = self.opening(_day_of(at) + number * _DAY)
            if not opening:
                continue
            opens, closes = (moment.astimezone(UTC) for moment in opening)
            begins = max(opens, at)
            if closes - begins >= left:
                return begins + left
            left -= max(closes - begins, timedelta())
        return None


def _day_of(at: datetime) -> date:
    return at.astimezone(timezone.get_default_timezone()).date()
