"""Conversations at the desk: beside topics for those who answer for them, for nobody else."""

import pytest
from django.urls import reverse

from accounts.models import Team
from autoreply.models import CannedReply, Decision
from chat.models import Conversation
from dashboard.recount import recount
from pages import moment
from servicedesk.models import Ticket
from servicedesk.moves import Status
from tests import factories


@pytest.fixture
def titles(logged_in):
    def titles(officer, query="antrean=semua"):
        page = logged_in(officer).get(f"/petugas/?{query}")
        return sorted(line.matter.title for line in page.context["lines"])

    return titles


@pytest.fixture
def team(db):
    return Team.objects.create(name="Tim Lain")


def test_both_channels_stand_in_one_queue(titles, sari, topic, ben):
    factories.conversation(ben, "Rahasia")
    assert titles(sari) == [topic.title, "Rahasia"]
    assert titles(sari, "antrean=semua&kanal=pesan") == ["Rahasia"]
    assert titles(sari, "antrean=semua&q=rahas") == ["Rahasia"]


def test_another_teams_are_not_there_nor_counted(titles, logged_in, sari, dewi, team, conversation):
    conversation.ticket.hand_over(team, dewi)
    assert titles(sari) == []
    page = logged_in(sari).get("/petugas/?antrean=semua")
    assert {size for _queue, size, _address in page.context["queues"]} == {0}
    team.members.add(sari)
    assert titles(sari, "antrean=tim-saya") == [conversation.title]


def test_several_at_once_but_not_another_teams(
    logged_in, sari, dewi, team, topic, conversation, ben
):
    other = factories.conversation(ben, "Rahasia")
    other.ticket.hand_over(team, dewi)
    ids = [topic.ticket_id, conversation.ticket_id, other.ticket_id]
    data = {"tindakan": "ambil", "tiket": ids}
    logged_in(sari).post(reverse("dashboard:desk_bulk"), data)
    mine = Ticket.objects.filter(assignee=sari).values_list("pk", flat=True)
    assert sorted(mine) == sorted(ids[:2])


def test_an_automatic_answer_that_did_not_help(titles, logged_in, ana, sari, answer, committed):
    with committed():
        private = factories.conversation(ana, "jumlah penduduk lampung selatan 2023")
    decision = Decision.objects.get(conversation=private)
    url = reverse("autoreply:feedback", args=[decision.pk])
    response = logged_in(ana).post(url, {"helped": "no", "reason": "unrelated"})
    assert response.url == private.get_absolute_url()
    assert titles(sari, "antrean=tidak-terbantu") == [private.title]


def test_nobody_elses_feedback(logged_in, ana, ben, sari, answer, committed):
    with committed():
        private = factories.conversation(ana, "jumlah penduduk lampung selatan 2023")
    url = reverse("autoreply:feedback", args=[private.decision.pk])
    for reader in (logged_in(ben), logged_in(sari)):
        assert reader.post(url, {"helped": "yes"}).status_code == 404


def test_it_helped_and_is_resolved(logged_in, ana, answer, committed):
    with committed():
        private = factories.conversation(ana, "jumlah penduduk lampung selatan 2023")
    url = reverse("autoreply:feedback", args=[private.decision.pk])
    logged_in(ana).post(url, {"helped": "yes"})
    private.ticket.refresh_from_db()
    assert private.ticket.status == Status.RESOLVED


def test_the_recount_agrees(ana, sari, answer, committed):
    with committed():
        private = factories.conversation(ana, "jumlah penduduk lampung selatan 2023")
    factories.message(private, sari, "Ini", status=Status.WAITING_ASKER)
    factories.message(private, ana, "Terima kasih")
    factories.message(private, sari, "Sama-sama", status=Status.RESOLVED)
    assert recount(dry_run=True).examples == {}
    Ticket.objects.update(first_officer_at=None, first_automatic_at=moment.now())
    recount()
    ticket = Ticket.objects.get()
    first, second = (private.messages.filter(kind=kind)[0] for kind in ("automatic", "official"))
    assert ticket.first_automatic_at == first.created_at
    assert ticket.first_officer_at == second.created_at


def test_canned_replies_by_script_and_by_form(logged_in, sari, conversation):
    reply = CannedReply.objects.create(title="Salam", body="Halo {nama}, tiket {kode}")
    reader = logged_in(sari)
    near = reader.get(reverse("autoreply:canned_near", args=[conversation.ticket_id]))
    assert "Salam" in near.content.decode()
    use = reverse("autoreply:canned_use", args=[reply.pk, conversation.ticket_id])
    told = reader.post(use, HTTP_ACCEPT="application/json").json()
    assert told["text"] == f"Halo Ana, tiket {conversation.ticket.code}"
    page = reader.post(use, {"body": "Sudah ditulis"})
    assert f"Sudah ditulis\n\nHalo Ana, tiket {conversation.ticket.code}" in page.content.decode()


def test_canned_replies_open_no_door(logged_in, sari, dewi, team, conversation):
    conversation.ticket.hand_over(team, dewi)
    near = reverse("autoreply:canned_near", args=[conversation.ticket_id])
    assert logged_in(sari).get(near).status_code == 404


def test_the_context_keeps_other_teams_conversations(logged_in, ana, sari, dewi, team):
    secret = factories.conversation(ana, "Rahasia lain")
    secret.ticket.hand_over(team, dewi)
    private = factories.conversation(ana, "Yang ini")
    page = logged_in(sari).get(reverse("chat:conversation_context", args=[private.pk]))
    assert "Rahasia lain" not in page.content.decode()
    assert Conversation.objects.count() == 2


def test_the_figures_count_it_and_keep_its_subject(logged_in, sari, dewi, team, conversation):
    conversation.ticket.hand_over(team, dewi)
    for address in ("/petugas/dasbor/", "/petugas/dasbor/permintaan/"):
        page = logged_in(sari).get(address).content.decode()
        assert conversation.ticket.code in page
        assert conversation.title not in page


def test_a_typed_code_opens_it_for_those_who_may(logged_in, sari, dewi, team, conversation):
    query = f"/petugas/?q={conversation.ticket.code.lower()}"
    assert logged_in(sari).get(query).url == conversation.get_absolute_url()
    conversation.ticket.hand_over(team, dewi)
    assert logged_in(sari).get(query).status_code == 200
