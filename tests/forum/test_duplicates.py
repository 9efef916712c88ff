"""Topics that repeat an earlier one."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from forum.models import Duplicate
from servicedesk.moves import Status
from tests import factories


@pytest.fixture
def candidate(ana, ben, category, committed):
    with committed():
        factories.topic(ana, category, "Kapan data kemiskinan terbaru dirilis")
    with committed():
        factories.topic(ben, category, "kapan data kemiskinan terbaru dirilis?")
    return Duplicate.objects.get()


def test_a_repeat_is_found_when_it_is_asked(candidate, ben):
    assert candidate.topic.author == ben
    assert candidate.original.pk < candidate.topic.pk


def test_another_question_is_no_candidate(ana, category, committed):
    for title in ("Kapan data kemiskinan terbaru dirilis", "Alamat kantor di mana"):
        with committed():
            factories.topic(ana, category, title)
    assert not Duplicate.objects.exists()


def test_the_sweeper_finds_what_was_missed_once(ana, category):
    for title in ("Harga beras di Metro", "harga beras di metro"):
        factories.topic(ana, category, title)
    for _run in range(2):
        call_command("find_duplicates", verbosity=0)
        assert Duplicate.objects.count() == 1


def decide(client, candidate, verb):
    return client.post(reverse(f"forum:duplicate_{verb}", args=[candidate.pk]))


def test_an_officer_confirms(logged_in, sari, candidate):
    decide(logged_in(sari), candidate, "confirmation")
    candidate.refresh_from_db()
    assert (candidate.state, candidate.decided_by) == ("confirmed", sari)
    assert candidate.topic.ticket.status == Status.DUPLICATE


def test_confirming_leaves_a_settled_ticket_as_it_is(logged_in, sari, candidate):
    candidate.topic.ticket.move(Status.RESOLVED, sari)
    decide(logged_in(sari), candidate, "confirmation")
    candidate.topic.ticket.refresh_from_db()
    assert candidate.topic.ticket.status == Status.RESOLVED


def test_an_officer_rejects(logged_in, sari, candidate):
    decide(logged_in(sari), candidate, "rejection")
    candidate.refresh_from_db()
    assert candidate.state == "rejected"
    assert candidate.topic.ticket.status == Status.NEW


def test_a_decided_one_is_gone(logged_in, sari, candidate):
    client = logged_in(sari)
    decide(client, candidate, "rejection")
    assert decide(client, candidate, "confirmation").status_code == 404
    page = client.get("/petugas/duplikat/")
    assert not page.context["duplicates"]
    assert list(page.context["decided"]) == [candidate]


@pytest.mark.parametrize("verb", ["confirmation", "rejection"])
def test_members_may_not(logged_in, ana, candidate, verb):
    assert decide(logged_in(ana), candidate, verb).status_code == 403
    candidate.refresh_from_db()
    assert candidate.state == "candidate"
