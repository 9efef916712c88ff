"""Ending letters from the letter, without a log-in."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from forum.models import Post
from notifications import addresses
from notifications.models import Preference
from pages import moment


@pytest.fixture
def link(topic, sari, committed):
    """The address in a letter to ana about a reply."""
    with committed():
        Post.objects.reply(topic, author=sari, body="Ya")
    return re.search(
        r"<http://127.0.0.1:8000(.+)>", mail.outbox.pop().message()["List-Unsubscribe"]
    )[1]


def told_again(topic, sari, committed):
    with committed():
        Post.objects.reply(topic, author=sari, body="Tambahan")
    return len(mail.outbox)


def test_one_click_from_a_mail_program(link, topic, sari, committed):
    program = Client(enforce_csrf_checks=True)
    assert program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert told_again(topic, sari, committed) == 0


def test_the_page_asks_and_following_the_link_changes_nothing(link, client, topic, sari, committed):
    page = client.get(link)
    assert "Balasan di topik yang Anda ikuti" in page.content.decode()
    assert "ana" not in page.content.decode().lower().split("<main")[1].split("</main")[0].split()
    assert client.head(link).status_code == 200
    assert not Preference.objects.exists()
    assert told_again(topic, sari, committed) == 1


def test_other_kinds_go_on_unless_all_are_ended(link, client, topic, sari, ana, committed):
    client.post(link)
    with moment.at(moment.now() + timedelta(minutes=1)), committed():
        topic.ticket.move("resolved", sari)
    assert len(mail.outbox) == 1
    page = client.post(link, {"semua": "1"}).content.decode()
    assert "tidak lagi menerima surel" in page
    with moment.at(moment.now() + timedelta(minutes=2)), committed():
        topic.ticket.move("in-progress", sari)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("token", ["x", "WzEsInJlcGx5Il0:1tXyZa:forged", "a" * 3000])
def test_a_forged_link_is_not_there(client, db, ana, token):
    for response in (
        client.get(f"/notifikasi/berhenti/{token}/"),
        client.post(f"/notifikasi/berhenti/{token}/"),
    ):
        assert response.status_code == 404
    assert not Preference.objects.exists()


def test_a_link_to_somebody_who_is_gone_is_not_there(client, db):
    link = addresses.unsubscribe_url(999_999, "reply").removeprefix("http://127.0.0.1:8000")
    assert client.post(link).status_code == 404


def test_a_digest_is_ended_as_a_whole(client, ana):
    link = addresses.unsubscribe_url(ana.pk, "weekly").removeprefix("http://127.0.0.1:8000")
    assert "Sekali seminggu" in client.get(link).content.decode()
    client.post(link)
    assert list(Preference.objects.values_list("kind", "timing")) == [("me-too", "off")]


def test_the_page_speaks_the_members_language(client, ana):
    ana.language = "en"
    ana.save()
    link = addresses.unsubscribe_url(ana.pk, "reply").removeprefix("http://127.0.0.1:8000")
    assert "Do you want no more e-mails" in client.get(link).content.decode()
