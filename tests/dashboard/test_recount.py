"""`manage.py recount` agrees with the verbs, and puts right what does not."""

from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard import recount as module
from dashboard.recount import FIELDS, recount
from forum import merge, moderation
from forum.models import Post, Topic
from forum.models.event import Act
from forum.models.post import Kind
from pages import moment
from servicedesk.models import Ticket
from servicedesk.moves import Status
from tests import factories, spoilt

WIB = ZoneInfo("Asia/Jakarta")
WRONG = datetime(2020, 1, 1, tzinfo=WIB)


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=WIB)


def reply(topic, author, when, status=""):
    with moment.at(when):
        return Post.objects.reply(topic, author=author, body="Ini", status=status)


def stored():
    return {row["code"]: row for row in Ticket.objects.order_by("pk").values()}


def run(*arguments):
    out = StringIO()
    call_command("recount", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def desk(ana, ben, sari, bot, category):
    """Five requests: not answered, waiting, answered, resolved, and resolved and reopened."""
    topics = []
    for number, title in enumerate(("Harga beras", "Peta desa", "Kopi", "Jam buka", "Alamat")):
        with moment.at(at(9, 9 + number)):
            topics.append(factories.topic(ana, category, title))
        reply(topics[-1], bot, at(9, 9 + number, 5))
    _new, waiting, answered, resolved, reopened = topics
    reply(waiting, sari, at(10, 9), Status.WAITING_ASKER)
    reply(waiting, ana, at(11, 9))
    reply(waiting, sari, at(11, 10), Status.WAITING_ASKER)
    reply(answered, ben, at(10, 10))
    reply(answered, sari, at(10, 11), Status.ANSWERED)
    reply(resolved, sari, at(12, 9), Status.RESOLVED)
    reply(reopened, sari, at(12, 10), Status.RESOLVED)
    reply(reopened, ana, at(13, 10))
    return topics


def test_it_agrees_with_the_verbs(desk):
    before = stored()
    found = recount()
    assert (found.tickets, found.examples) == (5, {})
    assert stored() == before


def test_it_agrees_while_time_passes_and_an_officer_writes_into_a_wait(ana, sari, category):
    topic = factories.topic(ana, category, "Harga beras")
    topic.ticket.move(Status.WAITING_ASKER, sari)
    Post.objects.reply(Topic.objects.get(), author=sari, body="Masih di sana?")
    for days in (0, 5):
        with moment.at(moment.now() + timedelta(days=days)):
            assert recount(dry_run=True).examples == {}


def test_it_agrees_where_a_clock_was_put_back(desk, sari):
    reply(desk[0], sari, at(12, 9), Status.WAITING_ASKER)
    with moment.at(at(12, 8)):
        Ticket.objects.get(pk=desk[0].ticket_id).move(Status.CLOSED, sari)
    assert recount(dry_run=True).examples == {}


def test_whatever_was_wrong_is_put_right(desk):
    before = stored()
    Ticket.objects.update(**{name: spoilt.wrong(name, WRONG) for name in FIELDS})
    found = recount()
    assert stored() == before
    # Five times every field: none of the numbers happens to be seven.
    assert found.differing == dict.fromkeys(FIELDS, 5)
    assert recount().examples == {}


def test_what_was_lost_is_put_right(desk):
    before = stored()
    Ticket.objects.update(**{name: spoilt.lost(name) for name in FIELDS})
    recount()
    assert stored() == before


def test_a_dry_run_changes_nothing_and_says_what_it_found(desk):
    ticket = desk[3].ticket
    Ticket.objects.filter(pk=ticket.pk).update(first_officer_seconds=1, closed_at=None)
    before = stored()
    said = run("--dry-run")
    assert stored() == before
    lines = said.splitlines()
    # Monday 12 to Thursday 9: 69 hours.
    assert lines[0] == (
        f"{ticket.code}: closed_at - -> 2026-11-12T09:00:00+07:00, "
        "first_officer_seconds 1 -> 248400"
    )
    assert lines[1:3] == ["closed_at: 1", "first_officer_seconds: 1"]
    assert lines[3].startswith("5 tickets, 2 values differ")


def test_the_second_time_nothing_is_left_to_do(desk):
    Ticket.objects.update(due_at=WRONG)
    assert "due_at: 5" in run()
    assert run().startswith("5 tickets, 0 values put right")


def test_only_the_first_twenty_are_named(ana, category):
    for number in range(22):
        factories.topic(ana, category, f"Pertanyaan {number}")
    Ticket.objects.update(due_at=WRONG)
    lines = run("--dry-run").splitlines()
    codes = Ticket.objects.order_by("pk").values_list("code", flat=True)
    assert [line.split(":")[0] for line in lines[:-2]] == list(codes[:20])
    assert lines[-2] == "due_at: 22"


@pytest.mark.parametrize("act", [Act.HIDDEN, Act.DELETED])
def test_an_answer_that_was_taken_away_was_given_all_the_same(desk, sari, act):
    post = desk[2].posts.get(kind=Kind.OFFICIAL)
    moderation.act_on_post(post, act, sari)
    assert recount(dry_run=True).examples == {}


def test_an_answer_that_nobody_saw_yet_does_not_count(desk):
    Post.objects.filter(topic=desk[2], kind=Kind.OFFICIAL).update(state="pending")
    (differences,) = recount(dry_run=True).examples.values()
    assert differences["first_officer_at"] == (at(10, 11), None)


def test_topics_brought_together_keep_the_answers_they_had(desk, sari):
    with moment.at(at(16, 9)):
        merge.merge(Topic.objects.get(pk=desk[2].pk), Topic.objects.get(pk=desk[0].pk), sari)
    before = stored()
    assert recount().examples == {}
    assert stored() == before


def test_the_batches_leave_none_out_and_cost_the_same(desk, ana, category, monkeypatch):
    with CaptureQueriesContext(
        connection,
    ) as few:
        recount(dry_run=True)
    for number in range(10):
        factories.topic(ana, category, f"Pertanyaan {number}")
    with CaptureQueriesContext(connection) as many:
        recount(dry_run=True)
    assert len(few) == len(many)
    monkeypatch.setattr(module, "_AT_ONCE", 4)
    Ticket.objects.update(due_at=WRONG, reopened_count=9)
    assert recount().differing["reopened_count"] == 15
    assert recount().examples == {}


def test_the_crowd_for_measuring_is_measured(category, settings):
    settings.DEBUG = True
    call_command("seed_load", topics=60, posts=300, verbosity=0)
    found = recount(dry_run=True)
    assert (found.tickets, found.examples) == (60, {})
    assert Ticket.objects.filter(substantive_working__gt=0).exists()
    assert not Ticket.objects.filter(first_due_at=None).exists()
