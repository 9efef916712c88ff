"""Who has a ticket, and what it asks for: every change leaves a trace."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Team
from forum.models import Post
from pages import moment
from servicedesk.models import Assignment, ServiceType, Ticket
from servicedesk.moves import Status
from servicedesk.officers import officers
from tests import factories


@pytest.fixture
def team(db):
    return Team.objects.create(name="Uji")


def traces(ticket):
    return [
        (row.team and row.team.name, row.assignee and row.assignee.display_name, str(row.by))
        for row in ticket.assignments.all()
    ]


def test_claiming_and_answering_leave_a_row(topic, ana, category, sari):
    assert topic.ticket.claim(sari)
    assert traces(topic.ticket) == [(None, "Sari", "Sari")]
    other = factories.topic(ana, category, "Yang lain")
    Post.objects.reply(other, author=sari, body="Ini")
    Post.objects.reply(other, author=sari, body="Dan ini")
    assert traces(other.ticket) == [(None, "Sari", "Sari")]


def test_claiming_twice_is_one_row(topic, sari):
    assert topic.ticket.claim(sari)
    assert not Ticket.objects.get().claim(sari)
    assert len(traces(topic.ticket)) == 1


def test_given_to_somebody_it_stays_new_until_they_take_it(topic, sari, dewi):
    assert topic.ticket.assign(dewi, sari, "Bidang Anda")
    ticket = Ticket.objects.get()
    assert (ticket.assignee, ticket.status) == (dewi, Status.NEW)
    assert traces(ticket) == [(None, "Dewi", "Sari")]
    assert ticket.assignments.get().note == "Bidang Anda"


def test_only_officers_are_put_in_charge(topic, ben, bot, sari):
    for somebody in (ben, bot):
        with pytest.raises(PermissionDenied):
            topic.ticket.assign(somebody, sari)
    assert Ticket.objects.get().assignee is None
    assert not Assignment.objects.exists()


def test_those_who_can_be_put_in_charge(ana, bot, sari, dewi):
    left = factories.officer("pensiun", "petugas", "kurator")
    left.is_active = False
    left.save()
    factories.officer("mira", "moderator")
    assert list(officers()) == [dewi, sari]


def test_handing_over_clears_the_officer(topic, sari, team):
    topic.ticket.claim(sari)
    assert topic.ticket.hand_over(team, sari, "Soal peta")
    ticket = Ticket.objects.get()
    assert (ticket.assignee, ticket.team) == (None, team)
    assert traces(ticket)[-1] == ("Uji", None, "Sari")
    assert not ticket.hand_over(team, sari)


def test_a_stale_copy_does_not_undo_what_happened_meanwhile(topic, sari, dewi, team):
    stale = Ticket.objects.get()
    topic.ticket.hand_over(team, dewi)
    topic.ticket.move(Status.WAITING_RELEASE, dewi)
    stale.assign(sari, dewi)
    stale.reclassify(stale.service_type, "complaint", dewi)
    ticket = Ticket.objects.get()
    assert (ticket.team, ticket.status) == (team, Status.WAITING_RELEASE)


def test_another_service_is_another_promise(ana, category, sari):
    with moment.at(datetime(2026, 11, 23, 3, 0, tzinfo=UTC)):
        ticket = factories.topic(ana, category, "Peta").ticket
    before = ticket.due_at
    slow = ServiceType.objects.create(
        slug="lambat", name="Lambat", first_response_hours=30, resolution_days=20, position=900
    )
    assert ticket.reclassify(slow, "complaint", sari)
    ticket = Ticket.objects.get()
    assert ticket.due_at > before
    assert ticket.due_at == ticket.first_due_at
    assert (ticket.service_type, ticket.classification) == (slow, "complaint")
    note = ticket.notes.get()
    assert note.by == sari
    assert "Lambat" in note.text
    assert "Pengaduan" in note.text
    assert not ticket.reclassify(slow, "complaint", sari)
    assert ticket.notes.count() == 1
