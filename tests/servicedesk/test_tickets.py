"""Tickets, their moves and their times."""

import re
from datetime import timedelta

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from forum.models import Post
from pages import moment
from servicedesk.models import Ticket
from servicedesk.moves import SETTLED, Status, may_move
from servicedesk.percentiles import Percentile, inverted_cdf
from tests import factories


def test_a_code_is_readable_and_says_the_month(topic):
    code = topic.ticket.code
    assert re.fullmatch(rf"PST-{topic.ticket.opened_at:%y%m}-[2-9A-HJKMNP-TV-Z]{{6}}", code)


@pytest.mark.parametrize("from_status", Status)
@pytest.mark.parametrize("to_status", Status)
def test_nobody_moves_a_ticket_to_where_it_is_or_back_to_new(from_status, to_status):
    if to_status in (from_status, Status.NEW):
        for officer in (True, False):
            assert not may_move(from_status, to_status, officer=officer)


def test_an_asker_may_only_settle_and_bring_back():
    reachable = {to for start in Status for to in Status if may_move(start, to, officer=False)}
    assert reachable == {Status.RESOLVED, Status.IN_PROGRESS}


@pytest.mark.parametrize("status", sorted(SETTLED))
def test_what_is_settled_can_be_opened_again(status):
    assert may_move(status, Status.IN_PROGRESS, officer=True)


def test_a_forbidden_move_changes_nothing(topic, ana):
    with pytest.raises(PermissionDenied):
        topic.ticket.move(Status.CLOSED, ana)
    topic.ticket.refresh_from_db()
    assert topic.ticket.status == Status.NEW
    assert not topic.ticket.status_changes.exists()


def test_every_move_is_a_row(topic, sari):
    topic.ticket.move(Status.WAITING_RELEASE, sari, note="Bulan depan")
    change = topic.ticket.status_changes.get()
    assert (change.by, change.from_status, change.to_status, change.note) == (
        sari,
        "new",
        "waiting-release",
        "Bulan depan",
    )


def test_only_the_first_officers_answer_stops_the_clock(topic, sari, dewi):
    for hours, officer in ((3, sari), (5, dewi)):
        with moment.at(topic.created_at + timedelta(hours=hours)):
            Post.objects.reply(topic, author=officer, body="Ini")
    ticket = Ticket.objects.get()
    assert ticket.first_officer_seconds == pytest.approx(3 * 3600, abs=2)
    assert ticket.assignee == sari


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 1.0])
@given(values=st.lists(st.integers(0, 10**7), min_size=1))
def test_a_percentile_is_numpys_inverted_cdf(values, share):
    assert inverted_cdf(values, share) == np.percentile(values, 100 * share, method="inverted_cdf")


@pytest.mark.parametrize("count", [1, 2, 9, 10, 11])
def test_the_database_computes_the_same_percentiles(ana, category, count):
    values = [(7 * number) % 11 * 100 for number in range(count)]
    for number, value in enumerate(values):
        topic = factories.topic(ana, category, f"pertanyaan nomor {number}")
        Ticket.objects.filter(pk=topic.ticket_id).update(first_officer_seconds=value)
    factories.topic(ana, category, "belum dijawab")
    shares = (0.1, 0.5, 0.9, 1.0)
    found = Ticket.objects.aggregate(
        **{
            f"p{number}": Percentile("first_officer_seconds", share)
            for number, share in enumerate(shares)
        },
        few=Percentile("first_officer_seconds", 0.5, filter=Q(first_officer_seconds__lt=300)),
    )
    assert found["few"] == inverted_cdf([value for value in values if value < 300], 0.5)
    for number, share in enumerate(shares):
        expected = np.percentile(values, 100 * share, method="inverted_cdf")
        assert found[f"p{number}"] == expected
