"""The list behind the bell: replies of one topic are one line, and reading the topic reads it."""

import pytest
from django.db.models import F
from django.urls import reverse

from forum import moderation
from forum.models import Post
from notifications.announcing import announce
from notifications.kinds import MENTION
from notifications.models import Notification
from tests import factories

URL = "/notifikasi/"


@pytest.fixture
def three(topic, sari, committed):
    """Sari replied three times to ana's topic."""
    with committed():
        return [Post.objects.reply(topic, author=sari, body=f"Balasan {n}") for n in range(3)]


def page(browser):
    return browser.get(URL).content.decode()


def test_unread_replies_of_one_topic_are_one_line(logged_in, ana, topic, three):
    browser = logged_in(ana)
    text = page(browser)
    assert f"3 balasan baru di “{topic.title}”" in text
    assert text.count("notification--unread") == 1
    assert "1 notifikasi belum dibaca" in text


def test_another_topic_is_another_line_and_a_mention_too(
    logged_in, ana, ben, sari, category, three, committed
):
    other = factories.topic(ana, category, "Lain")
    with committed():
        Post.objects.reply(other, author=sari, body="Satu lagi")
        Post.objects.reply(other, author=sari, body="@Ana lihat")
    assert page(logged_in(ana)).count("notification--unread") == 3


def test_opening_the_line_reads_all_and_shows_the_first(logged_in, ana, three):
    browser = logged_in(ana)
    latest = Notification.objects.latest("pk")
    response = browser.post(reverse("notifications:notification_reading", args=[latest.pk]))
    assert response.url == three[0].get_absolute_url()
    assert not Notification.objects.unread().exists()
    assert "balasan baru" not in page(browser), "what was read stands by itself"


def test_reading_the_topic_reads_them(logged_in, ana, ben, topic, three):
    announce(MENTION, [ben], three[0])
    logged_in(ana).get(topic.get_absolute_url())
    assert set(Notification.objects.unread().values_list("recipient", flat=True)) == {ben.pk}


def test_what_was_hidden_since_says_nothing_and_leads_nowhere(logged_in, ana, topic, three, sari):
    type(topic).objects.filter(pk=topic.pk).update(author=sari)
    moderation.act_on_topic(type(topic).objects.get(pk=topic.pk), "hidden", sari)
    browser = logged_in(ana)
    text = page(browser)
    assert topic.title not in text
    assert "tidak dapat dilihat lagi" in text
    row = Notification.objects.latest("pk")
    response = browser.post(reverse("notifications:notification_reading", args=[row.pk]))
    assert response.url == URL
    assert not Notification.objects.filter(recipient=ana).unread().exists()


def test_one_whose_target_is_gone_can_still_be_opened(logged_in, ana, three):
    Notification.objects.update(target_id=F("target_id") + 999_999)
    browser = logged_in(ana)
    assert "tidak dapat dilihat lagi" in page(browser)
    row = Notification.objects.latest("pk")
    assert browser.post(f"{URL}{row.pk}/pembacaan/").url == URL


def test_the_list_goes_on_page_by_page(logged_in, ana, topic, sari, three):
    posts = [Post.objects.reply(topic, author=sari, body=f"@Ana {n}") for n in range(25)]
    for post in posts:
        announce(MENTION, [ana], post)
    browser = logged_in(ana)
    first = browser.get(URL)
    cursor = first.context["page"].next_cursor
    second = browser.get(URL, {"sesudah": cursor})
    keys = [row.pk for part in (first, second) for row in part.context["page"].rows]
    assert len(keys) == len(set(keys)) == 26
    assert browser.get(URL, {"sesudah": "omong-kosong"}).status_code == 200
