"""How long the office was open between two moments."""

from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicedesk.clock import Calendar, Hours

WIB = ZoneInfo("Asia/Jakarta")
WEEK = [Hours(day, time(8), time(16)) for day in range(5)]
CHRISTMAS = {date(2026, 12, 24), date(2026, 12, 25)}
CALENDAR = Calendar(WEEK, CHRISTMAS)
HOUR, DAY = 3_600, 8 * 3_600


def at(day, hour, minute=0, second=0):
    return datetime(2026, 12, day, hour, minute, second, tzinfo=WIB)


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        (at(22, 10), at(22, 10, 0, 1), 1),
        (at(22, 10), at(22, 10, 16), 960),
        (at(22, 13, 11), at(22, 20, 31), 169 * 60),  # replied after hours
        (at(22, 6), at(22, 7), 0),  # both before hours
        (at(22, 17), at(23, 8, 30), 1_800),  # overnight
        (at(22, 15), at(23, 9), 2 * HOUR),
        (at(23, 15), at(28, 9), 2 * HOUR),  # over two holidays and a weekend
        (at(24, 9), at(27, 20), 0),
        (at(21, 0), at(26, 0), 3 * DAY),
        (at(22, 10), at(22, 10), 0),
        (at(22, 11), at(22, 10), 0),
        (at(23, 10), at(22, 10), 0),
    ],
)
def test_worked_out_by_hand(start, end, seconds):
    assert CALENDAR.working_seconds(start, end) == seconds
    assert CALENDAR.working_seconds(start.astimezone(UTC), end.astimezone(UTC)) == seconds


def test_parts_of_a_second_are_left_out():
    half = timedelta(milliseconds=1_500)
    assert CALENDAR.working_seconds(at(22, 10), at(22, 10) + half) == 1


def test_dated_hours_hold_while_they_last():
    ramadan = Hours(1, time(8), time(15), since=date(2026, 12, 22), until=date(2026, 12, 22))
    calendar = Calendar([*WEEK, ramadan], set())
    assert calendar.working_seconds(at(22, 0), at(23, 0)) == 7 * HOUR
    assert calendar.working_seconds(at(29, 0), at(30, 0)) == 8 * HOUR


def test_an_office_that_never_opens():
    assert Calendar([], set()).working_seconds(at(1, 0), at(31, 0)) == 0


def test_ten_years_take_no_time():
    began = perf_counter()
    seconds = Calendar(WEEK, frozenset()).working_seconds(
        datetime(2016, 1, 1, tzinfo=WIB), datetime(2026, 1, 1, tzinfo=WIB)
    )
    assert seconds == 2_609 * DAY  # 521 weeks, and Friday to Wednesday
    assert perf_counter() - began < 0.5


def minute_by_minute(calendar, start, end):
    minutes = int((end - start) / timedelta(minutes=1))
    return 60 * sum(calendar.is_open(start + timedelta(minutes=n)) for n in range(minutes))


MINUTES = st.integers(0, 10 * 24 * 60).map(lambda n: at(18, 0) + timedelta(minutes=n))
TIMES = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda pair: time(*pair))
HOURS = st.builds(
    lambda weekday, ends: Hours(weekday, min(ends), max(ends)),
    st.integers(0, 6),
    st.tuples(TIMES, TIMES).filter(lambda ends: ends[0] != ends[1]),
)
HOLIDAYS = st.sets(st.dates(date(2026, 12, 18), date(2026, 12, 29)))


@given(st.lists(HOURS, max_size=7), HOLIDAYS, MINUTES, st.integers(0, 3 * 24 * 60))
def test_it_agrees_with_looking_at_the_clock_each_minute(hours, holidays, start, length):
    calendar, end = Calendar(hours, holidays), start + timedelta(minutes=length)
    assert calendar.working_seconds(start, end) == minute_by_minute(calendar, start, end)


@given(MINUTES, MINUTES, MINUTES)
def test_it_adds_up(first, second, third):
    first, second, third = sorted((first, second, third))
    whole = CALENDAR.working_seconds(first, third)
    parts = CALENDAR.working_seconds(first, second), CALENDAR.working_seconds(second, third)
    assert whole == sum(parts)
