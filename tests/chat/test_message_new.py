"""Writing in a conversation: by form, by script, twice, and when one may not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Suspension
from chat.models import Attachment, Message
from pages import moment
from servicedesk.moves import Status
from tests import factories
from tests.forum.test_attachments import photo

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def url(conversation):
    return reverse("chat:message_new", args=[conversation.pk])


def test_an_officers_answer_stops_the_clock(logged_in, sari, conversation, url):
    response = logged_in(sari).post(url, {"body": "Ini **jawabannya**", "status": "answered"})
    message = Message.objects.latest("pk")
    assert response.url == message.get_absolute_url()
    assert message.kind == "official"
    ticket = conversation.ticket
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee) == (Status.ANSWERED, sari)
    assert ticket.first_officer_at == message.created_at


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.RESOLVED, Status.CLOSED])
def test_the_askers_reply_reopens(logged_in, ana, sari, conversation, url, status):
    conversation.ticket.move(status, sari)
    logged_in(ana).post(url, {"body": "Masih ada satu hal"})
    conversation.ticket.refresh_from_db()
    assert conversation.ticket.status == Status.IN_PROGRESS


def test_the_askers_status_is_not_heard(logged_in, ana, conversation, url):
    logged_in(ana).post(url, {"body": "Halo", "status": "resolved"})
    conversation.ticket.refresh_from_db()
    assert conversation.ticket.status == Status.NEW


def test_a_script_gets_the_id(logged_in, ana, url):
    answer = logged_in(ana).post(url, {"body": "Halo"}, **JSON)
    assert answer.json() == {"id": Message.objects.latest("pk").pk}


def test_sent_twice_it_is_one(logged_in, ana, url, conversation):
    data = {"body": "Halo", "submission": str(uuid4())}
    ids = {logged_in(ana).post(url, data, **JSON).json()["id"] for _ in range(3)}
    assert len(ids) == 1
    conversation.refresh_from_db()
    assert conversation.message_count == conversation.messages.count() == 2


@pytest.mark.parametrize("body", ["", "   ", "x" * 20_001, "a\ufffdb"])
def test_bad_texts_are_refused_and_kept(logged_in, ana, url, conversation, body):
    page = logged_in(ana).post(url, {"body": body})
    assert page.status_code == 422
    assert body.strip() in page.content.decode()
    told = logged_in(ana).post(url, {"body": body}, **JSON)
    assert told.status_code == 422
    assert told.json()["error"]
    assert conversation.messages.count() == 1


def test_markup_is_harmless(logged_in, ana, url, conversation):
    logged_in(ana).post(url, {"body": "<script>alert(1)</script> [x](javascript:alert(1))"})
    page = logged_in(ana).get(conversation.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_the_suspended_write_nothing_but_read(logged_in, ana, sari, url, conversation):
    until = moment.now() + timedelta(days=2)
    Suspension.objects.create(user=ana, by=sari, reason="Spam", until=until)
    assert logged_in(ana).post(url, {"body": "Halo"}, **JSON).status_code == 422
    assert logged_in(ana).get(conversation.get_absolute_url()).status_code == 200
    assert conversation.messages.count() == 1


def test_files_are_stripped_and_private(logged_in, ana, ben, sari, url, conversation):
    picture = SimpleUploadedFile("foto.jpg", photo())
    logged_in(ana).post(url, {"attached_files": [picture]})
    row = Attachment.objects.get()
    assert row.message.conversation == conversation
    assert b"Kamera Ana" not in row.file.read()
    for address in (row.get_absolute_url(), row.get_thumbnail_url()):
        assert logged_in(ben).get(address).status_code == 404
        assert logged_in(sari).get(address).status_code == 200
        answer = logged_in(ana).get(address)
        assert answer["Cache-Control"].startswith("private")


def test_nobody_attaches_another_ones_upload(logged_in, ana, ben, url):
    row = Attachment.objects.create(uploader=ben, name="x", content_type="text/csv", size=1)
    assert logged_in(ana).post(url, {"body": "Halo", "kept": [str(row.pk)]}).status_code == 422
    row.refresh_from_db()
    assert row.message is None
    assert logged_in(ana).get(row.get_absolute_url()).status_code == 404


def test_the_news_are_what_came_after_in_order(logged_in, ana, sari, conversation):
    first = conversation.messages.get()
    factories.message(conversation, sari, "Satu")
    factories.message(conversation, sari, "Dua")
    address = reverse("chat:conversation_news", args=[conversation.pk])
    told = logged_in(ana).get(f"{address}?sesudah={first.pk}").json()
    assert told["messages"].index("Satu") < told["messages"].index("Dua")
    assert f'data-message="{first.pk}"' not in told["messages"]
    last = conversation.messages.last()
    assert (
        "data-message" not in logged_in(ana).get(f"{address}?sesudah={last.pk}").json()["messages"]
    )


def test_typing_and_reading_are_shown_to_the_other_side(logged_in, ana, sari, conversation):
    mark = reverse("chat:conversation_mark", args=[conversation.pk])
    news = reverse("chat:conversation_news", args=[conversation.pk])
    last = conversation.messages.get().pk
    assert logged_in(sari).post(mark, {"menulis": "1", "dibaca": last}).status_code == 204
    told = logged_in(ana).get(news).json()
    assert "Sari sedang menulis" in told["typing"]
    assert told["seen"] == last
    with moment.at(moment.now() + timedelta(seconds=8)):
        assert logged_in(ana).get(news).json()["typing"].strip() == ""
    # Nobody reads what is not there yet, nor goes back.
    logged_in(sari).post(mark, {"dibaca": last + 1_000})
    logged_in(sari).post(mark, {"dibaca": "1"})
    assert logged_in(ana).get(news).json()["seen"] == last


def test_settled_by_the_asker_alone(logged_in, ana, sari, conversation):
    url = reverse("chat:conversation_end", args=[conversation.pk])
    logged_in(sari).post(url)
    conversation.ticket.refresh_from_db()
    assert conversation.ticket.status == Status.NEW
    logged_in(ana).post(url)
    conversation.ticket.refresh_from_db()
    assert conversation.ticket.status == Status.RESOLVED
    page = logged_in(ana).get(conversation.get_absolute_url()).content.decode()
    assert reverse("chat:rating_new", args=[conversation.ticket.code]) in page
    rated = reverse("chat:rating_new", args=[conversation.ticket.code])
    logged_in(ana).post(rated, {"time": "4"})
    assert conversation.ticket.rating.time == 4
    assert logged_in(sari).post(rated, {"time": "1"}).status_code == 404
