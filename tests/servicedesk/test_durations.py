"""The life of a request through the pages, its times against numbers worked out by hand.

The office is open from 8 to 16 on weekdays; Thursday 24 and Friday 25 December 2026 are off. The
usual service promises a first response within 2 working hours, and an end within 3 working days.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse

from forum.models import Post, Topic
from pages import moment
from servicedesk.models import OpeningHours, Ticket
from servicedesk.moves import Status
from tests import factories

WIB = ZoneInfo("Asia/Jakarta")
KNOWN = "jumlah penduduk lampung selatan 2023"
HOUR = 3_600
SECONDS = (
    "first_automatic_seconds",
    "first_automatic_working",
    "first_officer_seconds",
    "first_officer_working",
    "substantive_seconds",
    "substantive_working",
    "resolution_seconds",
    "resolution_working",
)


def at(day, hour, minute=0):
    return datetime(2026, 12, day, hour, minute, tzinfo=WIB)


@pytest.fixture
def calendar(db):
    call_command("load_holidays", 2026, 2027, verbosity=0)


@pytest.fixture
def ask(calendar, logged_in, ana, category, committed):
    """Ana asks through the page, as anybody would who knows no code."""

    def ask(when, title=KNOWN, by=ana):
        form = {"title": title, "body": "Mohon bantuannya.", "category": category.slug}
        with moment.at(when), committed():
            response = logged_in(by).post(reverse("forum:topic_new"), form)
        assert response.status_code == 302
        return Topic.objects.get(title=title)

    return ask


@pytest.fixture
def act(logged_in, committed):
    """Somebody sends a form at a moment."""

    def act(who, when, name, key, **form):
        with moment.at(when), committed():
            response = logged_in(who).post(reverse(name, args=[key]), form)
        assert response.status_code == 302
        return Ticket.objects.get()

    return act


def hours(ticket):
    """The durations of the ticket, in hours."""
    seconds = (getattr(ticket, name) for name in SECONDS)
    return [value if value is None else value / HOUR for value in seconds]


def due(ticket):
    return ticket.first_due_at, ticket.resolution_due_at, ticket.due_at


def test_a_request_from_its_question_to_its_end(ask, act, answer, ana, sari):
    topic = ask(at(22, 10))  # a Tuesday
    ticket = Ticket.objects.get()
    # Two hours from 10; Wednesday 23, Monday 28 and Tuesday 29 are the three days.
    promised = at(22, 12), at(29, 16)
    assert due(ticket) == (*promised, at(22, 12))
    assert hours(ticket) == [0, 0, None, None, None, None, None, None]

    ticket = act(ana, at(22, 15), "autoreply:feedback", topic.decision.pk, helped="no")
    # The answer was there at once but did not help: what is due still runs from the question, and
    # is overdue by three hours.
    assert due(ticket) == (*promised, at(22, 12))
    assert hours(ticket) == [0, 0, None, None, None, None, None, None]

    ask_back = {"body": "Untuk tahun berapa?", "status": "waiting-asker"}
    ticket = act(sari, at(23, 9), "forum:post_new", topic.pk, **ask_back)
    # Around the clock from Tuesday 10 to Wednesday 9: 23. In working hours 6 on Tuesday (10-16) and
    # 1 on Wednesday (8-9): 7. Nothing is due while the asker has to act.
    assert hours(ticket) == [0, 0, 23, 7, None, None, None, None]
    assert due(ticket) == (*promised, None)
    assert (ticket.status, ticket.assignee) == (Status.WAITING_ASKER, sari)

    ticket = act(ana, at(28, 9, 30), "forum:post_new", topic.pk, body="Tahun 2023.")
    # She let us wait from Wednesday 9 to Monday 9.30: 5 days and half an hour, 120.5; of them open
    # 7 on Wednesday (9-16), none on the two days off and the weekend, 1.5 on Monday: 8.5. So much
    # later than Tuesday 29, 16: Wednesday takes 8, half an hour is left for Thursday.
    moved = at(22, 12), at(31, 8, 30)
    assert due(ticket) == (*moved, at(31, 8, 30))
    assert hours(ticket) == [0, 0, 23, 7, None, None, None, None]
    assert ticket.status == Status.IN_PROGRESS

    answered = {"body": "1.081.115 jiwa.", "status": "answered"}
    ticket = act(sari, at(29, 11), "forum:post_new", topic.pk, **answered)
    # Tuesday 22, 10 to Tuesday 29, 11 is 7 * 24 + 1 = 169, less 120.5: 48.5. Open were 6 (Tuesday)
    # + 8 (Wednesday) + 8 (Monday) + 3 (Tuesday) = 25, less 8.5: 16.5.
    assert hours(ticket) == [0, 0, 23, 7, 48.5, 16.5, None, None]
    assert due(ticket) == (*moved, None)
    assert ticket.substantive_at == at(29, 11)

    solution = Post.objects.latest("pk").pk
    ticket = act(ana, at(29, 14), "forum:solution_new", solution)
    # Three hours later: 51.5, and 19.5.
    assert hours(ticket) == [0, 0, 23, 7, 48.5, 16.5, 51.5, 19.5]
    assert ticket.resolved_at == ticket.closed_at == at(29, 14)
    assert (ticket.due_at, ticket.reopened_count) == (None, 0)

    ticket = act(ana, at(30, 10), "forum:post_new", topic.pk, body="Dan tahun 2022?")
    # Opened again: it has not ended. What is due is what was.
    assert hours(ticket) == [0, 0, 23, 7, 48.5, 16.5, None, None]
    assert due(ticket) == (*moved, at(31, 8, 30))
    assert (ticket.closed_at, ticket.reopened_count) == (None, 1)
    assert Ticket.objects.filter(due_at__lt=at(31, 8, 31)).exists(), "overdue on Thursday at 8.31"

    ticket = act(sari, at(31, 12), "forum:topic_status", topic.pk, status="closed")
    # Tuesday 22, 10 to Thursday 31, 12 is 9 * 24 + 2 = 218, less 120.5: 97.5. Open were 25 - 3 + 8
    # (to the end of Tuesday 29: 30) + 8 (Wednesday) + 4 (Thursday) = 42, less 8.5: 33.5.
    assert hours(ticket) == [0, 0, 23, 7, 48.5, 16.5, 97.5, 33.5]
    assert (ticket.closed_at, ticket.due_at, ticket.reopened_count) == (at(31, 12), None, 1)
    assert ticket.closed_at > ticket.resolution_due_at


def test_what_is_resolved_by_the_automatic_answer_has_no_officers_time(ask, act, answer, ana):
    topic = ask(at(23, 15))
    ticket = act(ana, at(28, 9), "autoreply:feedback", topic.decision.pk, helped="yes")
    # Wednesday 15 to Monday 9: 4 * 24 + 18 = 114; open were 1 on Wednesday and 1 on Monday.
    assert hours(ticket) == [0, 0, None, None, None, None, 114, 2]
    assert ticket.due_at is None

    ticket = act(ana, at(28, 11), "autoreply:feedback", topic.decision.pk, helped="no")
    # She thinks better of it. 15-16 and 8-9: the first response was due on Monday at 9 already.
    assert (ticket.status, ticket.reopened_count) == (Status.IN_PROGRESS, 1)
    assert hours(ticket) == [0, 0, None, None, None, None, None, None]
    assert ticket.due_at == at(28, 9)


def test_an_automatic_reply_is_never_an_officers(ask, bot):
    topic = ask(at(22, 10), "Peta desa wisata tersedia di mana")
    for hour in (11, 13):
        with moment.at(at(22, hour)):
            factories.reply(topic, bot, "Kami carikan.")
    ticket = Ticket.objects.get()
    assert hours(ticket) == [1, 1, None, None, None, None, None, None]
    assert (ticket.first_officer_at, ticket.due_at) == (None, at(22, 12))


def test_an_officer_in_their_own_topic_is_an_asker(ask, act, dewi, sari):
    topic = ask(at(22, 10), "Peta desa wisata tersedia di mana", by=dewi)
    ticket = act(dewi, at(22, 11), "forum:post_new", topic.pk, body="Ada yang tahu?")
    assert (ticket.first_officer_at, ticket.assignee, ticket.status) == (None, None, Status.NEW)
    assert ticket.due_at == at(22, 12)
    ticket = act(sari, at(22, 13), "forum:post_new", topic.pk, body="Ini.", status="in-progress")
    assert hours(ticket) == [None, None, 3, 3, None, None, None, None]
    assert ticket.due_at == at(29, 16)


def test_a_bystanders_reply_stops_nothing(ask, act, ben):
    topic = ask(at(22, 10), "Peta desa wisata tersedia di mana")
    ticket = act(ben, at(22, 11), "forum:post_new", topic.pk, body="Coba ke kantornya.")
    assert hours(ticket) == [None] * 8
    assert ticket.due_at == at(22, 12)


def test_a_wait_without_a_word_moves_the_first_response_too(ask, act, ana, sari):
    topic = ask(at(22, 9), "Peta desa wisata tersedia di mana")
    act(sari, at(22, 10), "forum:topic_status", topic.pk, status="waiting-asker")
    ticket = act(ana, at(28, 8), "forum:post_new", topic.pk, body="Saya di sini.")
    # One of the two hours was left when it began to wait.
    assert ticket.due_at == ticket.first_due_at == at(28, 9)
    ticket = act(sari, at(28, 9), "forum:post_new", topic.pk, body="Ini.", status="answered")
    # Tuesday 9-10 and Monday 8-9, by both clocks.
    assert hours(ticket) == [None, None, 2, 2, 2, 2, None, None]


def test_asked_on_the_eve_of_a_long_weekend(ask, act, sari):
    topic = ask(at(23, 17), "Peta desa wisata tersedia di mana")
    ticket = Ticket.objects.get()
    # Monday 28 is the next day of work: two hours into it; and the first of three.
    assert due(ticket) == (at(28, 10), at(30, 16), at(28, 10))
    ticket = act(sari, at(28, 8, 30), "forum:post_new", topic.pk, body="Ini", status="resolved")
    # Wednesday 17 to Monday 8.30: 4 * 24 + 15.5 = 111.5; half an hour of work.
    assert hours(ticket) == [None, None, 111.5, 0.5, 111.5, 0.5, 111.5, 0.5]


def test_long_promises_by_the_real_holidays(calendar):
    office = OpeningHours.objects.calendar()
    asked = at(16, 9)  # a Wednesday
    # 17 18, 21-23: 5, (24, 25 off) 28-31: 9, (1 January off) 4 January.
    assert office.after_working_days(asked, 10) == datetime(2027, 1, 4, 16, tzinfo=WIB)
    # (5 off) 6-8: 13, 11-15: 18, 18-22: 23, 25-29: 28, 1 and 2 February.
    assert office.after_working_days(asked, 30) == datetime(2027, 2, 2, 16, tzinfo=WIB)

    off = {day.day for day in office.holidays if (day.year, day.month) == (2027, 3)}
    assert off == {8, 9, 10, 11, 12, 15, 25, 26, 28}, "the holidays were decreed anew: count again"
    # 11 12 February: 2, 15-19: 7, 22-26: 12, 1-5 March: 17, (Nyepi and Idul Fitri: 8-12, 15 off)
    # 16-19: 21, 22-24: 24, (25, 26 off) 29-31: 27, 1 2 April: 29, 5 April.
    asked = datetime(2027, 2, 10, 9, tzinfo=WIB)
    assert office.after_working_days(asked, 30) == datetime(2027, 4, 5, 16, tzinfo=WIB)


def test_a_promise_may_last_for_more_than_a_year(calendar):
    # A limit of 400 days ahead once made it none at all. Three years have 780 weekdays.
    due = OpeningHours.objects.calendar().after_working_days(at(16, 9), 700)
    assert due
    assert due.year == 2029
