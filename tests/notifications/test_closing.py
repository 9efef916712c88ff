"""A request that waits for its asker: warned, then closed, and reopened by a reply."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from forum.models import Post
from notifications.closing import close_waiting
from pages import moment
from servicedesk.moves import Status
from tests import factories

# A Monday; no holiday is loaded. Three working days later is Thursday.
MONDAY = datetime(2026, 11, 2, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
DAY = timedelta(days=1)


@pytest.fixture
def waiting(ana, sari, category):
    with moment.at(MONDAY):
        topic = factories.topic(ana, category, "Data apa saja")
        Post.objects.reply(topic, author=sari, body="Tahun berapa?", status="waiting-asker")
    mail.outbox.clear()
    return topic


@pytest.fixture
def run(committed):
    def run(after):
        with moment.at(MONDAY + after), committed():
            return close_waiting()

    return run


def status(topic):
    topic.ticket.refresh_from_db()
    return topic.ticket.status


def test_nothing_happens_while_there_is_time(run, waiting):
    assert run(2 * DAY) == (0, 0)


def test_the_asker_is_warned_once_and_then_it_is_closed(run, waiting):
    assert run(3 * DAY) == (1, 0)
    assert run(3 * DAY + timedelta(hours=3)) == (0, 0)
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]]
    assert "Data apa saja" in mail.outbox[0].subject
    assert status(waiting) == Status.WAITING_ASKER
    assert run(4 * DAY) == (0, 1)
    assert status(waiting) == Status.CLOSED
    assert waiting.ticket.status_changes.last().by.is_bot


def test_nobody_is_closed_out_without_a_warning(run, waiting):
    assert run(10 * DAY) == (1, 0)
    assert run(11 * DAY) == (0, 1)


def test_a_reply_keeps_it_open_and_reopens_it(run, waiting, ana):
    run(3 * DAY)
    with moment.at(MONDAY + 3 * DAY + timedelta(hours=1)):
        Post.objects.reply(waiting, author=ana, body="Tahun 2024")
    assert run(4 * DAY) == (0, 0)
    assert status(waiting) == Status.IN_PROGRESS


def test_the_askers_reply_opens_a_closed_one_again(run, waiting, ana):
    run(3 * DAY)
    run(4 * DAY)
    with moment.at(MONDAY + 5 * DAY):
        Post.objects.reply(waiting, author=ana, body="Maaf terlambat")
    assert status(waiting) == Status.IN_PROGRESS
