"""Several write at the same time: each message once, ids in the order they can be read."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction

from accounts.models import User
from chat.models import Conversation, Message
from dashboard.models import PublicCopy
from forum.models import Category
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


def test_an_answer_does_not_undo_who_was_put_in_charge_meanwhile(private):
    sari, dewi = factories.officer("sari", "petugas"), factories.officer("dewi", "kurator")
    assigned = Event()

    def assign():
        with transaction.atomic():
            Ticket.objects.get(pk=private.ticket_id).assign(dewi, dewi)
            assigned.set()
            time.sleep(0.5)

    def answer():
        assigned.wait(5)
        factories.message(private, sari, "Ini jawabannya")

    at_once(assign, answer)
    assert Ticket.objects.get().assignee == dewi


def test_a_copy_is_written_and_asked_about_at_once(private):
    category = Category.objects.create(slug="kependudukan", name="Kependudukan")
    sari = factories.officer("sari", "petugas")
    copy = PublicCopy(conversation=private)
    texts = {"title": "Judul", "category": category, "question": "Apa?", "answer": "Ini"}
    copy.write(sari, **texts)
    held = Event()

    def write():
        with transaction.atomic():
            Conversation.objects.select_for_update().get(pk=private.pk)
            held.set()
            time.sleep(0.5)
            PublicCopy(conversation=private).write(sari, **texts | {"answer": "Itu"})

    def ask():
        held.wait(5)
        PublicCopy.objects.get().ask(sari)

    at_once(write, ask)
    assert PublicCopy.objects.get().answer == "Itu"
