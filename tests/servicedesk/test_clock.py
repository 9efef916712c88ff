"""Working days and opening hours, against Indonesia's calendar of 2026."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from servicedesk.clock import Calendar, Hours
from servicedesk.models import Holiday, OpeningHours

WIB = ZoneInfo("Asia/Jakarta")
WEEK = [Hours(day, time(8), time(16)) for day in range(5)]
CHRISTMAS = {date(2026, 12, 24), date(2026, 12, 25)}
CALENDAR = Calendar(WEEK, CHRISTMAS)


def at(day, hour, minute=0):
    return datetime(2026, 12, day, hour, minute, tzinfo=WIB)


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (at(22, 10), at(22, 10)),  # open
        (at(22, 7), at(22, 8)),  # before hours
        (at(22, 16), at(23, 8)),  # closing time is closed
        (at(23, 20), at(28, 8)),  # over two holidays and a weekend
    ],
)
def test_the_next_opening(now, opening):
    assert CALENDAR.next_opening(now) == opening
    assert CALENDAR.is_open(now) == (now == opening)


def test_three_working_days_skip_joint_leave_christmas_and_the_weekend():
    assert CALENDAR.after_working_days(at(22, 10), 3) == at(29, 16)


def test_an_office_that_never_opens_has_no_next_opening():
    assert Calendar([], set()).next_opening(at(22, 10)) is None
    assert Calendar([], set()).after_working_days(at(22, 10), 1) is None


def test_dated_hours_go_before_the_usual_ones():
    ramadan = Hours(1, time(8), time(15), since=date(2026, 12, 22), until=date(2026, 12, 22))
    calendar = Calendar([*WEEK, ramadan], set())
    assert not calendar.is_open(at(22, 15, 30))
    assert calendar.is_open(at(29, 15, 30))


def test_the_official_holidays_are_loaded_once(db):
    for _ in range(2):
        call_command("load_holidays", 2026, 2027, verbosity=0)
    days = set(Holiday.objects.values_list("day", flat=True))
    assert days >= CHRISTMAS
    assert date(2027, 3, 10) in days, "Idul Fitri"
    assert len(days) == Holiday.objects.count()


def test_an_edited_holiday_keeps_its_name(db):
    Holiday.objects.create(day=date(2026, 12, 25), name="Natal (kantor tutup)")
    call_command("load_holidays", 2026, verbosity=0)
    assert Holiday.objects.get(day=date(2026, 12, 25)).name == "Natal (kantor tutup)"


def test_the_office_has_hours_to_begin_with(db):
    calendar = OpeningHours.objects.calendar()
    assert calendar.opening(date(2026, 12, 22)) == (at(22, 8), at(22, 16))


def test_hours_that_end_before_they_begin_are_refused(db):
    row = OpeningHours(weekday=0, opens=time(8), closes=time(16))
    row.valid_from, row.valid_until = date(2026, 2, 2), date(2026, 2, 1)
    with pytest.raises(ValidationError):
        row.full_clean()
