"""What open pages ask again and again: numbers, cheaply, and only what the reader may know."""

from datetime import timedelta

import pytest

from accounts.models import Team
from chat.models import Participant
from forum import moderation
from forum.models.event import Act
from notifications.announcing import announce
from notifications.kinds import REPLY
from pages import moment
from tests import factories

URL = "/langsung/"


@pytest.fixture
def ask():
    def ask(reader, query="", known=""):
        return reader.get(f"{URL}?{query}&v={known}")

    return ask


def test_nothing_new_is_204(ask, logged_in, ana, conversation):
    reader, query = logged_in(ana), f"percakapan={conversation.pk}"
    first = ask(reader, query).json()
    assert first["conversation"]["last"] == conversation.messages.get().pk
    again = ask(reader, query, first["v"])
    assert (again.status_code, again.content) == (204, b"")
    assert "no-store" in again["Cache-Control"]


def test_each_thing_that_happens_is_told(ask, logged_in, ana, sari, conversation):
    reader, query = logged_in(ana), f"percakapan={conversation.pk}"
    known = ask(reader, query).json()["v"]
    for happen in (
        lambda: conversation.ticket.assign(sari, sari),
        lambda: factories.message(conversation, sari, "Halo"),
        lambda: conversation.ticket.move("resolved", sari),
        lambda: Participant.objects.types(conversation, sari, is_typing=True),
        lambda: Participant.objects.types(conversation, sari, is_typing=False),
    ):
        happen()
        answer = ask(reader, query, known)
        assert answer.status_code == 200
        known = answer.json()["v"]
    assert ask(reader, query, known).status_code == 204


def test_typing_ends_by_itself(ask, logged_in, ana, sari, conversation):
    reader, query = logged_in(ana), f"percakapan={conversation.pk}"
    quiet = ask(reader, query).json()["v"]
    Participant.objects.types(conversation, sari, is_typing=True)
    typing = ask(reader, query).json()["v"]
    assert typing != quiet
    with moment.at(moment.now() + timedelta(seconds=8)):
        assert ask(reader, query, typing).status_code == 200


def test_of_other_peoples_conversations_nothing(
    ask, client, logged_in, ben, sari, dewi, conversation
):
    team = Team.objects.create(name="Tim Lain")
    conversation.ticket.hand_over(team, sari)
    for reader in (client, logged_in(ben), logged_in(dewi)):
        for query in (f"percakapan={conversation.pk}", f"percakapan={conversation.pk}&kantor=1"):
            assert "conversation" not in ask(reader, query).json()
    team.members.add(dewi)
    told = ask(logged_in(dewi), f"percakapan={conversation.pk}&kantor=1").json()
    assert told["conversation"]["last"] == conversation.last_id


def test_the_bell(ask, logged_in, ana, topic, sari):
    known = ask(logged_in(ana)).json()
    assert known["bell"]["unread"] == 0
    post = factories.reply(topic, sari, "Ini")
    announce(REPLY, [ana], post)
    told = ask(logged_in(ana), known=known["v"]).json()
    assert told["bell"] == {"unread": 1, "shown": "1", "words": "1 notifikasi belum dibaca"}
    announce(REPLY, [ana], factories.reply(topic, sari, "Ini juga"))
    again = ask(logged_in(ana), known=told["v"]).status_code
    assert again == 204, "replies of one topic are one line, as at the bell"


def test_new_replies_of_a_topic_for_strangers_too(ask, client, topic, sari):
    known = ask(client, f"topik={topic.pk}&balasan=0").json()
    assert known["topic"]["new"] == 0
    assert "bell" not in known
    post = factories.reply(topic, sari, "Ini")
    told = ask(client, f"topik={topic.pk}&balasan=0", known["v"]).json()
    assert told["topic"] == {"new": 1, "words": "1 balasan baru"}
    moderation.act_on_post(topic.posts.get(path=""), Act.HIDDEN, sari)
    assert "topic" not in ask(client, f"topik={topic.pk}&balasan=0").json()
    assert post.pk


def test_the_desk_is_for_officers(ask, client, logged_in, ana, sari, conversation):
    assert "desk" not in ask(logged_in(ana), "meja=1").json()
    assert "desk" not in ask(client, "meja=1").json()
    known = ask(logged_in(sari), "meja=1").json()
    page = logged_in(sari).get("/petugas/").content.decode()
    assert f'data-version="{known["desk"]}"' in page
    factories.message(conversation, sari, "Halo")
    assert ask(logged_in(sari), "meja=1").json()["desk"] != known["desk"]


@pytest.mark.parametrize("query", ["percakapan=x", "topik=-1", f"percakapan={10**30}", "balasan=y"])
def test_odd_questions_are_harmless(ask, client, logged_in, ana, query):
    for reader in (client, logged_in(ana)):
        assert ask(reader, query).status_code == 200


def test_it_only_tells(client):
    assert client.post(URL).status_code == 405
