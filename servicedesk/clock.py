"""Working days and opening hours: pure functions over a calendar, in the office's time zone."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from django.utils import timezone

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
# A calendar without a single working day in so long has no next one.
_FURTHEST = 400

Opening = tuple[datetime, datetime]


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
    # The days looked at already: who measures many requests asks for the same ones.
    _known: dict[date, Opening | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    _sums: "_Sums" = field(default_factory=lambda: _Sums(), init=False, repr=False, compare=False)

    def opening(self, day: date) -> Opening | None:
        """When the office opens and closes that day, in UTC; None on a day off."""
        if day not in self._known:
            self._known[day] = self._looked_up(day)
        return self._known[day]

    def _looked_up(self, day: date) -> Opening | None:
        holding = [hours for hours in self.hours if hours.hold_on(day)]
        if day in self.holidays or not holding:
            return None
        hours = max(holding, key=lambda row: row.since or date.min)
        zone = timezone.get_default_timezone()
        # In UTC, where clocks are never changed: the difference is the time that passed.
        return (
            datetime.combine(day, hours.opens, zone).astimezone(UTC),
            datetime.combine(day, hours.closes, zone).astimezone(UTC),
        )

    def _openings(self, day: date) -> Iterator[Opening]:
        """The openings from that day on, as long as there is a next one."""
        off = 0
        while off < _FURTHEST:
            opening = self.opening(day)
            if opening:
                yield opening
            off = 0 if opening else off + 1
            day += _DAY

    def is_open(self, at: datetime) -> bool:
        """Whether the office is open at that moment."""
        opening = self.opening(_day_of(at))
        return opening is not None and opening[0] <= at < opening[1]

    def next_opening(self, at: datetime) -> datetime | None:
        """The first moment from `at` on at which the office is open; None when it never is."""
        ahead = (max(at, opens) for opens, closes in self._openings(_day_of(at)) if at < closes)
        return next(ahead, None)

    def after_working_days(self, at: datetime, days: int) -> datetime | None:
        """The close of the `days`-th working day after the day of `at`, which counts as day zero;
        None when there are not so many. Zero days end with the first working day not over yet."""
        if days == 0:
            ends = (closes for _opens, closes in self._openings(_day_of(at)) if at < closes)
            return next(ends, None)
        coming = self._openings(_day_of(at) + _DAY)
        return next((closes for _opens, closes in islice(coming, days - 1, None)), None)

    def open_for(self, start: datetime, end: datetime) -> timedelta:
        """How long the office was open between two moments; nothing when `end` is not after
        `start`."""
        if end <= start:
            return timedelta()
        # The earlier one first: it may be the day from which on days are summed up.
        before = self._open_until(start)
        return self._sums.until(end, self._open_until) - before

    def _open_until(self, at: datetime) -> timedelta:
        """How long the office was open until `at`, from the day on at which the sums begin."""
        day = _day_of(at)
        opening = self.opening(day)
        today = min(max(at, opening[0]), opening[1]) - opening[0] if opening else timedelta()
        return self._sums.before(day, self._length) + today

    def _length(self, day: date) -> timedelta:
        opening = self.opening(day)
        return opening[1] - opening[0] if opening else timedelta()

    def working_seconds(self, start: datetime, end: datetime) -> int:
        """The same in whole seconds."""
        return self.open_for(start, end) // _SECOND

    def after_working_seconds(self, at: datetime, seconds: int) -> datetime | None:
        """The first moment by which the office has been open for so many seconds since `at`; None
        when it never will have been. The inverse of `working_seconds`."""
        return self.after_open_for(at, timedelta(seconds=seconds))

    def after_open_for(self, at: datetime, length: timedelta) -> datetime | None:
        """The first moment by which the office has been open for so long since `at`; None when it
        never will have been."""
        if not length:
            return at
        for opens, closes in self._openings(_day_of(at)):
            begins = max(opens, at)
            if closes - begins >= length:
                return begins + length
            length -= max(closes - begins, timedelta())
        return None


class _Sums:
    """Lengths of days summed up, so that those between two days need not be added every time."""

    def __init__(self) -> None:
        self._first = date.max.toordinal()
        self._sums: list[timedelta] = []
        self._ends: dict[datetime, timedelta] = {}

    def until(self, end: datetime, reckon: Callable[[datetime], timedelta]) -> timedelta:
        """What `reckon` says of a moment, remembered for the last one: who measures many open
        requests measures all of them until now."""
        if end not in self._ends:
            found = reckon(end)
            self._ends.clear()
            self._ends[end] = found
        return self._ends[end]

    def before(self, day: date, length: Callable[[date], timedelta]) -> timedelta:
        """The lengths of all days before this one, from some day on. A day before that one begins
        the sums anew, a year earlier."""
        number = day.toordinal()
        if number < self._first:
            self._first, self._sums = max(number - 366, 1), [timedelta()]
            self._ends.clear()
        while self._first + len(self._sums) <= number:
            last = date.fromordinal(self._first + len(self._sums) - 1)
            self._sums.append(self._sums[-1] + length(last))
        return self._sums[number - self._first]


def _day_of(at: datetime) -> date:
    return at.astimezone(timezone.get_default_timezone()).date()
