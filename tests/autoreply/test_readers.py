"""The public answers: votes, related ones, followers, the feed, and being told of a change."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from autoreply import curation, editing
from autoreply.models import Vote
from notifications.models import Notification
from tests import factories

QUESTION = "jumlah penduduk lampung selatan 2023"


def test_a_reader_votes_once_a_day_without_a_name(client, answer):
    url = reverse("autoreply:vote", args=[answer.slug])
    for _ in range(3):
        assert client.post(url, {"helped": "yes"}).status_code == 302
    vote = Vote.objects.get()
    assert (vote.helped, vote.version) == (True, answer.version)
    assert client.post(url, {"helped": "maybe"}, follow=True).status_code == 200
    assert Vote.objects.count() == 1


def test_categories_narrow_the_list(client, answer):
    page = client.get("/jawaban/", {"kategori": answer.category.slug}).content.decode()
    assert answer.question in page
    assert answer.question not in client.get("/jawaban/", {"kategori": "x"}).content.decode()


def test_related_answers_are_near_and_never_itself(client, answer, category):
    near = factories.answer(
        category, "miskin", "Berapa jumlah penduduk miskin?", ("jumlah penduduk miskin",)
    )
    factories.answer(category, "hotel", "Berapa tamu hotel?", ("jumlah tamu hotel",))
    related = client.get(answer.get_absolute_url()).context["related"]
    assert related == [near]


def test_the_feed_tells_of_new_versions(client, answer, dewi, sari):
    publish(answer, dewi, sari)
    feed = client.get(reverse("autoreply:feed")).content.decode()
    assert "#v2" in feed
    assert "Isi baru" in feed
    assert feed.count("<entry>") == 1


def publish(answer, writer, publisher, *, tell=False):
    version = curation.draft_of(answer, writer)
    content = editing.content_of(answer) | {"body": "Isi baru."}
    curation.write(version, content, writer, base=curation.base_of(version), note="Tautan baru.")
    curation.publish(version, publisher, tell=tell)
    return version


@pytest.fixture
def relying(answer, ana, ben, category, committed):
    """ana was given the answer, ben too but it was no help, cici follows it."""
    with committed():
        factories.topic(ana, category, QUESTION)
        useless = factories.topic(ben, category, "brp jml pddk kota metro")
    factories.feedback(useless, helped=False)
    return factories.member("cici")


def test_those_who_relied_on_it_are_told_once(
    relying, answer, dewi, sari, logged_in, committed, ana
):
    url = reverse("autoreply:follow_new", args=[answer.slug])
    for _ in range(2):
        logged_in(relying).post(url)
    mail.outbox.clear()
    with committed():
        publish(answer, dewi, sari, tell=True)
    call_command("notify_pending", verbosity=0)
    assert sorted(message.to[0] for message in mail.outbox) == [ana.email, relying.email]
    assert "Tautan baru." in mail.outbox[0].body
    page = logged_in(ana).get(reverse("notifications:notification_list")).content.decode()
    assert answer.question in page
    row = Notification.objects.get(recipient=ana, kind="answer")
    opened = logged_in(ana).post(reverse("notifications:notification_reading", args=[row.pk]))
    assert opened.url == answer.get_absolute_url()


def test_nobody_is_told_unasked_nor_after_unfollowing(
    relying, answer, dewi, sari, logged_in, committed
):
    logged_in(relying).post(reverse("autoreply:follow_new", args=[answer.slug]))
    logged_in(relying).post(reverse("autoreply:follow_end", args=[answer.slug]))
    with committed():
        publish(answer, dewi, sari)
    assert not Notification.objects.filter(kind="answer").exists()
    with committed():
        publish(answer, dewi, sari, tell=True)
    assert not Notification.objects.filter(recipient=relying).exists()


def test_what_was_lost_on_the_way_is_told_by_the_sweeper(relying, answer, dewi, sari, ana):
    publish(answer, dewi, sari, tell=True)
    assert not Notification.objects.filter(kind="answer").exists()
    call_command("notify_pending", verbosity=0)
    assert Notification.objects.get(kind="answer").recipient == ana


def test_the_list_of_all_answers_suggests_none_of_them(client, answer):
    page = client.get("/jawaban/").content.decode()
    assert page.count(answer.question) == 1
