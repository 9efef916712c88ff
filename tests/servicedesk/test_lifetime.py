"""The clock and the promises, against looking at the clock each minute."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicedesk.clock import Calendar, Hours
from servicedesk.lifetime import Lifetime

WIB = ZoneInfo("Asia/Jakarta")
WEEK = [Hours(day, time(8), time(16)) for day in range(5)]
OFFICE = Calendar(WEEK, {date(2026, 12, 24), date(2026, 12, 25)})
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
BEGIN = datetime(2026, 12, 18, tzinfo=WIB)
SPAN = 4 * 24 * 60
# The office that is drawn may rarely open: what is looked for is then further away than this.
HORIZON = timedelta(days=60)

MINUTES = st.integers(0, SPAN).map(lambda n: BEGIN + n * MINUTE)
TIMES = st.integers(0, 23 * 60 + 59).map(lambda n: time(n // 60, n % 60))
DAYS = st.dates(date(2026, 12, 17), date(2026, 12, 24))
ENDS = st.lists(TIMES, min_size=2, max_size=2, unique=True).map(sorted)
BOUNDS = st.one_of(
    st.just((None, None)),
    st.lists(DAYS, min_size=2, max_size=2).map(sorted),
    DAYS.map(lambda day: (day, None)),
    DAYS.map(lambda day: (None, day)),
)
HOURS = st.builds(
    lambda weekday, ends, bounds: Hours(weekday, *ends, *bounds),
    st.integers(0, 6),
    ENDS,
    BOUNDS,
)
CALENDARS = st.builds(Calendar, st.lists(HOURS, max_size=9), st.sets(DAYS, max_size=3))
# Calendars that open every week, so that every promise has an end.
OPEN_CALENDARS = st.builds(
    lambda ends, hours, holidays: Calendar([Hours(2, *ends), *hours], holidays),
    ENDS,
    st.lists(HOURS, max_size=9),
    st.sets(DAYS, max_size=3),
)
# Moments in their order: an opening, then waits that begin and end, then one more.
LIVES = st.integers(0, 3).flatmap(
    lambda waits: st.lists(MINUTES, min_size=2 * waits + 2, max_size=2 * waits + 2).map(sorted)
)
few = settings(max_examples=50, deadline=None)


def at(day, hour, minute=0, second=0):
    return datetime(2026, 12, day, hour, minute, second, tzinfo=WIB)


def hours_of(calendar, day):
    """The hours of a day, by the rules as they are written down."""
    if day in calendar.holidays:
        return None
    holding = [
        row
        for row in calendar.hours
        if row.weekday == day.weekday()
        and not (row.since and day < row.since)
        and not (row.until and row.until < day)
    ]
    dated = [row for row in holding if row.since]
    latest = [row for row in dated if row.since == max(one.since for one in dated)]
    return next(iter(latest or holding), None)


def is_open(calendar, moment):
    local = moment.astimezone(WIB)
    hours = hours_of(calendar, local.date())
    return hours is not None and hours.opens <= local.time() < hours.closes


def open_minutes(calendar, start, end, waits=()):
    """The minutes between two moments in which the office is open and waits for nobody."""
    found, now = 0, start
    while now < end:
        found += is_open(calendar, now) and not any(a <= now < b for a, b in waits)
        now += MINUTE
    return found


def after_minutes(calendar, start, minutes):
    """The end of the minute in which so many open ones are over; None beyond the horizon."""
    now = start
    while minutes and now < start + HORIZON:
        minutes -= is_open(calendar, now)
        now += MINUTE
    return None if minutes else now


def waits_of(moments):
    return list(pairwise(moments[1:-1]))[::2]


@few
@given(CALENDARS, MINUTES, MINUTES)
def test_working_time_is_that_of_the_open_minutes(calendar, one, other):
    start, end = sorted((one, other))
    assert calendar.working_seconds(start, end) == 60 * open_minutes(calendar, start, end)


@few
@given(CALENDARS, st.lists(MINUTES, min_size=3, max_size=3).map(sorted))
def test_working_time_adds_up_over_a_split(calendar, moments):
    start, between, end = moments
    parts = calendar.open_for(start, between) + calendar.open_for(between, end)
    assert calendar.open_for(start, end) == parts


@few
@given(OPEN_CALENDARS, MINUTES, st.integers(0, 20))
def test_the_end_of_a_promise_in_minutes(calendar, start, minutes):
    expected = after_minutes(calendar, start, minutes)
    if expected:
        assert calendar.after_working_seconds(start, 60 * minutes) == expected


@few
@given(OPEN_CALENDARS, MINUTES, st.integers(1, 300_000))
def test_a_promise_in_seconds_is_the_inverse_of_working_time(calendar, start, seconds):
    end = calendar.after_working_seconds(start, seconds)
    assert calendar.working_seconds(start, end) == seconds
    assert calendar.working_seconds(start, end - timedelta(seconds=1)) == seconds - 1


@few
@given(OPEN_CALENDARS, MINUTES, st.integers(0, 6))
def test_the_end_of_a_promise_in_days(calendar, start, days):
    day, left = start.date(), days
    hours = hours_of(calendar, day)
    counts_today = hours is not None and start.time() < hours.closes
    if days or not counts_today:
        left = max(days, 1)
        while left:
            day += DAY
            left -= hours_of(calendar, day) is not None
    closes = datetime.combine(day, hours_of(calendar, day).closes, WIB)
    assert calendar.after_working_days(start, days) == closes


@few
@given(CALENDARS, LIVES)
def test_waits_do_not_count(calendar, moments):
    start, *_between, end = moments
    waits = waits_of(moments)
    life = Lifetime(start, waits)
    assert life.worked(end, calendar) == 60 * open_minutes(calendar, start, end, waits)
    waited = sum((until - since for since, until in waits), timedelta())
    assert life.elapsed(end) == (end - start - waited).total_seconds()


@few
@given(CALENDARS, LIVES, MINUTES)
def test_of_a_wait_only_the_part_before_the_moment_is_left_out(calendar, moments, until):
    start, waits = moments[0], waits_of(moments)
    cut = [(a, min(b, until)) for a, b in waits if a < until]
    whole, part = Lifetime(start, waits), Lifetime(start, cut)
    assert whole.worked(until, calendar) == part.worked(until, calendar)
    assert whole.elapsed(until) == part.elapsed(until)


@few
@given(OPEN_CALENDARS, LIVES, st.integers(1, 100_000))
def test_a_promise_in_seconds_is_over_when_they_are_worked(calendar, moments, seconds):
    life = Lifetime(moments[0], waits_of(moments))
    due = life.due_after_seconds(seconds, calendar)
    assert life.worked(due, calendar) == seconds
    assert life.worked(due - timedelta(seconds=1), calendar) == seconds - 1


@few
@given(OPEN_CALENDARS, LIVES, st.integers(0, 4))
def test_a_promise_in_days_moves_by_the_working_time_waited(calendar, moments, days):
    start, waits = moments[0], waits_of(moments)
    plain = calendar.after_working_days(start, days)
    due = Lifetime(start, waits).due_after_days(days, calendar)
    before = [(a, b) for a, b in waits if a < due]
    assert open_minutes(calendar, plain, due) == sum(open_minutes(calendar, *w) for w in before)
    assert due == plain or is_open(calendar, due - MINUTE)


def test_three_working_days_over_christmas():
    assert Lifetime(at(22, 10)).due_after_days(3, OFFICE) == at(29, 16)


@pytest.mark.parametrize(
    ("days", "due"),
    [(0, at(21, 16)), (1, at(21, 16)), (3, at(23, 16)), (4, at(28, 16))],
)
def test_asked_on_a_saturday(days, due):
    saturday = at(19, 11)
    assert Lifetime(saturday).due_after_days(days, OFFICE) == due
    assert Lifetime(saturday).due_after_seconds(7_200, OFFICE) == at(21, 10)


def test_asked_one_second_before_closing():
    life = Lifetime(at(23, 15, 59, 59))
    assert life.due_after_days(0, OFFICE) == at(23, 16)
    # One second today, the rest after two holidays and a weekend.
    assert life.due_after_seconds(7_200, OFFICE) == at(28, 9, 59, 59)
    assert life.worked(at(28, 8), OFFICE) == 1


@pytest.mark.parametrize("asked", [at(23, 16), at(23, 20)])
def test_asked_after_closing_the_same_day_is_the_next_one(asked):
    assert Lifetime(asked).due_after_days(0, OFFICE) == at(28, 16)


def test_a_wait_overnight_is_as_long_as_the_office_was_open():
    # Waited: two hours on Tuesday, one on Wednesday. From Wednesday's close on: Monday at eleven.
    life = Lifetime(at(21, 9), [(at(22, 14), at(23, 9))])
    assert life.due_after_days(2, OFFICE) == at(28, 11)
    assert life.due_after_days(1, OFFICE) == at(23, 11)


def test_a_wait_after_a_missed_promise_does_not_excuse_it():
    life = Lifetime(at(21, 9), [(at(22, 14), at(23, 9))])
    assert life.due_after_seconds(7_200, OFFICE) == at(21, 11)
    assert life.due_after_days(0, OFFICE) == at(21, 16)


def test_nothing_took_no_time():
    assert Lifetime(at(21, 9)).worked(None, OFFICE) is None
    assert Lifetime(at(21, 9)).elapsed(None) is None
    assert Lifetime(at(21, 9)).due_after_days(1, Calendar([], set())) is None
    assert Lifetime(at(21, 9)).due_after_seconds(1, Calendar([], set())) is None
