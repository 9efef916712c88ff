"""Asking in private: from the box, from a topic, from the menu."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import Suspension
from autoreply.models import Decision
from chat.models import Conversation
from pages import moment
from servicedesk.models import Channel
from tests import factories

URL = "/pesan/baru/"


def test_it_opens_a_ticket_of_its_channel(logged_in, ana):
    response = logged_in(ana).post(URL, {"title": "Data saya salah", "body": "Mohon **cek**"})
    opened = Conversation.objects.get()
    assert response.url == opened.get_absolute_url()
    assert opened.ticket.channel == Channel.PESAN
    assert opened.ticket.due_at
    assert opened.messages.get().body_html == "<p>Mohon <strong>cek</strong></p>\n"


def test_the_title_alone_will_do(logged_in, ana):
    logged_in(ana).post(URL, {"title": "Data saya salah"})
    assert Conversation.objects.get().messages.get().body == "Data saya salah"


def test_strangers_log_in_first_and_lose_nothing(client):
    url = client.get(f"{URL}?q=data+saya").url
    assert url == "/akun/login/?next=/pesan/baru/%3Fq%3Ddata%2Bsaya"


def test_what_was_typed_into_the_box_goes_on(logged_in, ana, answer):
    page = logged_in(ana).get("/jawaban/?q=jumlah+penduduk").content.decode()
    assert f"{URL}?q=jumlah%20penduduk" in page
    assert (
        'value="jumlah penduduk"' in logged_in(ana).get(f"{URL}?q=jumlah+penduduk").content.decode()
    )


def test_from_a_topic_it_remembers_where(logged_in, ana, topic):
    page = logged_in(ana).get(topic.get_absolute_url()).content.decode()
    assert "Lanjutkan secara pribadi" in page
    data = {"title": topic.title, "origin": topic.get_absolute_url()}
    logged_in(ana).post(URL, data)
    opened = Conversation.objects.get()
    assert opened.origin == topic.get_absolute_url()
    assert (
        f'href="{opened.origin}"' in logged_in(ana).get(opened.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize(
    "origin",
    ["https://jahat.example/topik/1/x/", "//x/topik/1/x/", "/topik/1/x/\n", "/akun/"],
)
def test_a_forged_origin_is_left_out(logged_in, ana, origin):
    logged_in(ana).post(URL, {"title": "Data saya", "origin": origin})
    assert Conversation.objects.get().origin == ""


def test_sent_twice_it_is_one(logged_in, ana):
    data = {"title": "Data saya", "submission": str(uuid4())}
    first, second = (logged_in(ana).post(URL, data).url for _ in range(2))
    assert first == second
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("title", ["", "!!!", "x" * 161, "a\ufffdb"])
def test_bad_titles_are_refused(logged_in, ana, title):
    assert logged_in(ana).post(URL, {"title": title}).status_code == 422
    assert not Conversation.objects.exists()


def test_the_suspended_are_told_why(logged_in, ana, sari):
    until = moment.now() + timedelta(days=2)
    Suspension.objects.create(user=ana, by=sari, reason="Spam berulang", until=until)
    page = logged_in(ana).post(URL, {"title": "Data saya"})
    assert page.status_code == 422
    assert "Spam berulang" in page.content.decode()


def test_nobody_opens_more_than_ten_an_hour(logged_in, ana):
    for number in range(10):
        factories.conversation(ana, f"Nomor {number}")
    assert logged_in(ana).post(URL, {"title": "Satu lagi"}).status_code == 422


def test_the_responder_answers_in_private(logged_in, ana, answer, committed):
    with committed():
        logged_in(ana).post(URL, {"title": "jumlah penduduk lampung selatan 2023"})
    opened = Conversation.objects.get()
    decision = Decision.objects.get(conversation=opened)
    assert decision.message.kind == "automatic"
    opened.ticket.refresh_from_db()
    assert opened.ticket.first_automatic_at
    page = logged_in(ana).get(opened.get_absolute_url()).content.decode()
    assert reverse("autoreply:feedback", args=[decision.pk]) in page


def test_an_officer_gets_no_automatic_answer(sari, answer, committed):
    with committed():
        opened = factories.conversation(sari, "jumlah penduduk lampung selatan 2023")
    assert opened.messages.count() == 1
