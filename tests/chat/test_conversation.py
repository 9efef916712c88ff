"""Reading a conversation: who may, what is shown, and what that leaves behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Team
from chat.models import Conversation, Message, Opening, Participant
from tests import factories


@pytest.fixture
def team(db):
    return Team.objects.create(name="Tim Privat")


def test_the_asker_reads_it_and_is_not_logged(logged_in, ana, conversation):
    page = logged_in(ana).get(conversation.get_absolute_url())
    assert page.status_code == 200
    assert conversation.ticket.code in page.content.decode()
    assert not Opening.objects.exists()
    assert "no-store" in page["Cache-Control"]


def test_others_learn_nothing(client, logged_in, ben, conversation):
    url = conversation.get_absolute_url()
    assert client.get(url).url.startswith("/akun/login/")
    assert logged_in(ben).get(url).status_code == 404


def test_without_a_team_every_officer_reads_it_and_is_logged_once_a_visit(
    logged_in, sari, dewi, conversation
):
    for officer in (sari, sari, dewi):
        assert logged_in(officer).get(conversation.get_absolute_url()).status_code == 200
    logged = Opening.objects.values_list("officer__display_name", flat=True)
    assert sorted(logged) == ["Dewi", "Sari"]


def test_with_a_team_its_officers_and_the_one_in_charge_alone(
    logged_in, sari, dewi, team, conversation
):
    conversation.ticket.hand_over(team, sari)
    url = conversation.get_absolute_url()
    assert logged_in(sari).get(url).status_code == 404
    team.members.add(dewi)
    assert logged_in(dewi).get(url).status_code == 200
    conversation.ticket.assign(sari, dewi)
    assert logged_in(sari).get(url).status_code == 200


def test_a_member_of_the_team_who_is_no_officer_reads_nothing(
    logged_in, ben, sari, team, conversation
):
    team.members.add(ben)
    conversation.ticket.hand_over(team, sari)
    assert logged_in(ben).get(conversation.get_absolute_url()).status_code == 404


def test_administrators_read_all(logged_in, ben, sari, team, conversation):
    conversation.ticket.hand_over(team, sari)
    ben.is_superuser = True
    ben.save()
    assert logged_in(ben).get(conversation.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["message_new", "conversation_mark", "conversation_end", "conversation_news"],
)
def test_nothing_of_it_is_open_to_other_members(logged_in, ben, conversation, name):
    reader, url = logged_in(ben), reverse(f"chat:{name}", args=[conversation.pk])
    assert reader.post(url, {"body": "Halo"}).status_code in (404, 405)
    assert reader.get(url).status_code in (404, 405)
    assert conversation.messages.count() == 1


@pytest.mark.parametrize(
    "act", ["claim", "status", "assignment", "handover", "classification", "note", "presence"]
)
def test_no_officer_of_another_team_acts_on_it(logged_in, sari, dewi, team, conversation, act):
    conversation.ticket.hand_over(team, dewi)
    url = reverse(f"chat:conversation_{act}", args=[conversation.pk])
    assert logged_in(sari).post(url, {"text": "x", "team": team.pk}).status_code == 404
    assert conversation.ticket.notes.count() == 0


def test_whoever_hands_it_over_goes_back_to_the_desk(logged_in, sari, team, conversation):
    url = reverse("chat:conversation_handover", args=[conversation.pk])
    response = logged_in(sari).post(url, {"team": team.pk})
    assert response.url == reverse("dashboard:desk")


def fill(conversation, count, author):
    last = Message.objects.latest("pk").pk
    Message.objects.bulk_create(
        Message(conversation=conversation, author=author, kind="asker", body=f"Pesan {number}")
        for number in range(count)
    )
    Conversation.objects.update(last_id=last + count, message_count=count + 1)


def test_back_by_keyset_without_a_script(logged_in, ana, conversation):
    fill(conversation, 70, ana)
    reader, url, seen = logged_in(ana), conversation.get_absolute_url(), []
    while url:
        page = reader.get(url).context["page"]
        seen = [*(message.pk for message in page.messages), *seen]
        url = f"{conversation.get_absolute_url()}?sebelum={page.older}" if page.older else ""
    assert seen == list(conversation.messages.values_list("pk", flat=True))


@pytest.mark.parametrize(
    "query", ["sebelum=x", "sebelum=99999999999999999999", "pesan=-1", "pesan=0"]
)
def test_an_odd_place_is_the_latest(logged_in, ana, conversation, query):
    page = logged_in(ana).get(f"{conversation.get_absolute_url()}?{query}").context["page"]
    assert page.is_latest
    assert len(page.messages) == 1


def test_a_link_to_an_old_message_shows_it(logged_in, ana, conversation):
    fill(conversation, 70, ana)
    named = conversation.messages.all()[5]
    page = logged_in(ana).get(named.get_absolute_url()).context["page"]
    assert named in page.messages
    assert not page.is_latest


def test_five_thousand_messages_cost_no_more_than_fifty(logged_in, ana, conversation):
    reader, url = logged_in(ana), conversation.get_absolute_url()
    fill(conversation, 50, ana)
    with CaptureQueriesContext(connection) as few:
        reader.get(url)
    fill(conversation, 5_000, ana)
    with CaptureQueriesContext(connection) as many:
        page = reader.get(url)
    assert len(many) == len(few)
    assert len(page.content) < 40_000


def test_reading_marks_it_read_and_the_other_side_sees_that(logged_in, ana, sari, conversation):
    last = factories.message(conversation, sari, "Sebentar")
    assert not Participant.objects.filter(user=ana, read_up_to=last.pk).exists()
    logged_in(ana).get(conversation.get_absolute_url())
    page = logged_in(sari).get(conversation.get_absolute_url())
    assert page.context["seen_up_to"] == last.pk


def test_the_list_holds_mine_with_what_is_unread(logged_in, ana, ben, sari, conversation):
    factories.conversation(ben, "Milik Ben")
    factories.message(conversation, sari, "Ini jawabannya")
    page = logged_in(ana).get(reverse("chat:conversation_list")).content.decode()
    assert "Peta desa wisata" in page
    assert "Milik Ben" not in page
    assert "status--unread" in page
    logged_in(ana).get(conversation.get_absolute_url())
    page = logged_in(ana).get(reverse("chat:conversation_list")).content.decode()
    assert "status--unread" not in page


def test_administrators_see_who_looked_into_it(logged_in, ben, sari, conversation):
    logged_in(sari).get(conversation.get_absolute_url())
    ben.is_staff = ben.is_superuser = True
    ben.save()
    page = logged_in(ben).get(reverse("admin:chat_opening_changelist")).content.decode()
    assert "Sari" in page
    assert conversation.ticket.code in page


def test_a_ticket_is_followed_without_telling_what_it_is_about(client, ana, conversation):
    data = {"code": conversation.ticket.code.lower(), "email": "ANA@example.org"}
    page = client.post(reverse("forum:tracking"), data).content.decode()
    assert conversation.ticket.code in page
    assert "Pesan pribadi: masuklah" in page
    assert conversation.title not in page
    wrong = {**data, "email": "ben@example.org"}
    assert client.post(reverse("forum:tracking"), wrong).status_code == 422
