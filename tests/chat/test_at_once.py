"""Several write at the same time: each message once, ids in the order they can be read."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, connections

from accounts.models import User
from chat.models import Conversation, Message
from servicedesk.models import Ticket
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*works):
    """What they return; each in a thread and a connection of its own."""

    def run(work):
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.fixture
def private(bot):
    if connection.vendor == "sqlite":
        pytest.skip("in memory, SQLite's threads share one connection")
    return factories.conversation(factories.member("ana"))


def test_one_form_sent_twice_at_once_is_one_message(private):
    name, ana = uuid4(), private.author
    work = lambda: factories.message(private, ana, "Halo", submission=name).pk  # noqa: E731
    assert len(set(at_once(work, work, work))) == 1
    assert private.messages.count() == 2
    assert Conversation.objects.get().message_count == 2


def test_one_form_opens_one_conversation_and_one_ticket(private):
    name, ana = uuid4(), private.author
    work = lambda: factories.conversation(ana, "Lagi", submission=name).pk  # noqa: E731
    assert len(set(at_once(work, work))) == 1
    assert Ticket.objects.count() == 2


def test_many_writers_lose_nothing(private):
    sari = factories.officer("sari", "petugas")
    works = [
        lambda who=who: factories.message(private, who, "Halo").pk
        for who in (private.author, sari) * 6
    ]
    ids = at_once(*works)
    assert sorted(ids) == list(private.messages.values_list("pk", flat=True))[1:]
    found = Conversation.objects.get()
    assert (found.last_id, found.message_count) == (max(ids), 13)
    assert Message.objects.filter(pk__in=ids).count() == 12
    assert User.objects.filter(pk=sari.pk).exists()
