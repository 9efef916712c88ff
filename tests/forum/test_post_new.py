"""Replying."""

from uuid import uuid4

import pytest
from django.urls import reverse

from forum.models import Post
from servicedesk.moves import Status
from tests import factories


@pytest.fixture
def url(topic):
    return reverse("forum:post_new", args=[topic.pk])


def replies(topic):
    return topic.posts.exclude(path="").order_by("path")


def test_a_member_replies(logged_in, ben, topic, url):
    response = logged_in(ben).post(url, {"body": "Saya juga mencari ini."})
    post = replies(topic).get()
    assert response.url == post.get_absolute_url()
    assert (post.kind, post.author) == ("reply", ben)
    topic.refresh_from_db()
    assert topic.reply_count == 1
    assert topic.ticket.status == Status.NEW


def test_an_officers_answer_stops_the_clock_and_settles_the_status(logged_in, sari, topic, url):
    logged_in(sari).post(url, {"body": "Ini sumbernya.", "status": "answered"})
    topic.ticket.refresh_from_db()
    assert replies(topic).get().kind == "official"
    assert topic.ticket.status == Status.ANSWERED
    assert topic.ticket.first_officer_at is not None
    assert topic.ticket.assignee == sari


def test_an_officer_in_their_own_topic_is_an_asker(logged_in, sari, category):
    topic = factories.topic(sari, category, "Pertanyaan pribadi saya")
    logged_in(sari).post(reverse("forum:post_new", args=[topic.pk]), {"body": "Tambahan."})
    topic.ticket.refresh_from_db()
    assert replies(topic).get().kind == "reply"
    assert topic.ticket.first_officer_at is None


def test_a_member_cannot_set_the_status(logged_in, ben, topic, url):
    logged_in(ben).post(url, {"body": "halo", "status": "closed"})
    topic.ticket.refresh_from_db()
    assert topic.ticket.status == Status.NEW


def test_the_askers_reply_brings_an_answered_topic_back(logged_in, ana, sari, topic, url):
    logged_in(sari).post(url, {"body": "Tahun berapa?", "status": "waiting-asker"})
    logged_in(ana).post(url, {"body": "Tahun 2023."})
    topic.ticket.refresh_from_db()
    assert topic.ticket.status == Status.IN_PROGRESS


def test_an_ended_session_loses_nothing(client, ben, topic, url):
    response = client.post(url, {"body": "tulisan yang panjang"})
    assert response.url.startswith(reverse("account_login"))
    client.force_login(ben)
    assert "tulisan yang panjang" in client.get(topic.get_absolute_url()).content.decode()
    assert not replies(topic).exists()


def test_a_double_click_replies_once(logged_in, ben, topic, url):
    form = {"body": "sekali saja", "submission": str(uuid4())}
    client = logged_in(ben)
    client.post(url, form)
    client.post(url, form)
    topic.refresh_from_db()
    assert replies(topic).count() == topic.reply_count == 1


def test_a_reply_goes_beneath_its_parent(logged_in, ana, ben, topic, url):
    parent = Post.objects.reply(topic, author=ben, body="satu")
    logged_in(ana).post(url, {"body": "dua", "parent": parent.pk})
    assert replies(topic).last().parent == parent


def test_a_parent_of_another_topic_is_refused(logged_in, ana, category, topic, url):
    elsewhere = factories.topic(ana, category, "Topik yang lain")
    foreign = Post.objects.reply(elsewhere, author=ana, body="lain")
    response = logged_in(ana).post(url, {"body": "dua", "parent": foreign.pk})
    assert response.status_code == 404
    assert not replies(topic).exists()


@pytest.mark.parametrize("body", ["", " \n ", "x" * 50_000, "rusak \ufffd"])
def test_bad_input_is_named_and_nothing_is_lost(logged_in, ben, topic, url, body):
    response = logged_in(ben).post(url, {"body": body})
    assert response.status_code == 422
    assert "invalid-feedback" in response.content.decode()
    assert body.strip() in response.content.decode()
    assert not replies(topic).exists()


def test_preview_posts_nothing(logged_in, ben, topic, url):
    response = logged_in(ben).post(url, {"body": "*miring*", "preview": "1"})
    assert "<em>miring</em>" in response.content.decode()
    assert not replies(topic).exists()


def test_the_preview_alone(client, db):
    response = client.post(reverse("forum:preview"), {"body": "*miring*<script>x</script>"})
    assert "<em>miring</em>" in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_wrong_method(client, url):
    assert client.get(url).status_code == 405
