"""Lists of topics: the right ones, in the right order, and only what the reader may see."""

import pytest
from django.urls import reverse

from forum import moderation
from forum.models import Post, Reaction, Tag
from forum.models.event import Act
from tests import factories


@pytest.fixture
def topics(ana, ben, category):
    """Three topics, the oldest first."""
    titles = ("Harga beras Metro", "Luas panen Mesuji", "Jumlah hotel Pesawaran")
    return [factories.topic(ana, category, title) for title in titles]


def shown(reader, listing="", url=None):
    page = reader.get(url or reverse("forum:topic_list"), {"daftar": listing})
    assert page.status_code == 200
    return [row.title for row in page.context["page"].rows]


def test_the_latest_activity_comes_first(client, ben, topics):
    Post.objects.reply(topics[0], author=ben, body="Naik lagi")
    assert shown(client)[0] == "Harga beras Metro"
    assert shown(client, "terbaru")[0] == "Jumlah hotel Pesawaran"


def test_unanswered_are_those_no_officer_has_answered(client, sari, topics):
    Post.objects.reply(topics[1], author=sari, body="Ini tabelnya", status="answered")
    assert shown(client, "belum-terjawab") == ["Jumlah hotel Pesawaran", "Harga beras Metro"]


def test_what_many_ask_comes_first(client, ben, sari, topics):
    for topic, users in ((topics[0], (ben,)), (topics[2], (ben, sari))):
        for user in users:
            Reaction.objects.me_too(topic, user)
    assert shown(client, "saya-juga") == ["Jumlah hotel Pesawaran", "Harga beras Metro"]


def test_followed_and_asked_by_me(logged_in, client, ana, ben, topics):
    Reaction.objects.me_too(topics[1], ben)
    assert shown(logged_in(ben), "diikuti") == ["Luas panen Mesuji"]
    assert shown(logged_in(ben), "milik-saya") == []
    assert len(shown(logged_in(ana), "milik-saya")) == 3
    assert len(shown(client, "milik-saya")) == 3, "a stranger gets the latest activity"


def test_tags_and_regions_have_lists_and_feeds(client, ana, category):
    tags = Tag.objects.named(["Harga Beras", "pangan"])
    factories.topic(ana, category, "Harga beras Metro", tags=tags, region="1872", year=2024)
    factories.topic(ana, category, "Lain sama sekali")
    for url in ("/label/harga-beras/", "/wilayah/1872/"):
        assert shown(client, url=url) == ["Harga beras Metro"]
        feed = client.get(f"{url}atom/")
        assert feed["Content-Type"].startswith("application/atom+xml")
        assert "Harga beras Metro" in feed.content.decode()
        assert "Lain sama sekali" not in feed.content.decode()


@pytest.mark.parametrize("url", ["/label/tidak-ada/", "/wilayah/9999/", "/wilayah/9999/atom/"])
def test_what_does_not_exist_is_404(client, db, url):
    assert client.get(url).status_code == 404


def test_a_feed_follows_its_list(client, sari, topics):
    Post.objects.reply(topics[1], author=sari, body="Ini", status="answered")
    feed = client.get(reverse("forum:feed"), {"daftar": "belum-terjawab"}).content.decode()
    assert "Luas panen" not in feed
    assert "Harga beras" in feed


def test_hidden_topics_are_in_no_list_and_no_feed(client, logged_in, ben, sari, topics):
    moderation.act_on_topic(topics[0], Act.HIDDEN, sari)
    assert "Harga beras Metro" not in shown(client)
    assert "Harga beras Metro" not in shown(logged_in(ben), "terbaru")
    assert "Harga beras" not in client.get(reverse("forum:feed")).content.decode()


def test_a_pinned_topic_leads_the_first_page(client, sari, topics):
    moderation.act_on_topic(topics[0], Act.PINNED, sari)
    page = client.get(reverse("forum:topic_list"))
    assert list(page.context["pinned"]) == [topics[0]]


def test_new_replies_are_marked_until_read(logged_in, ana, ben, topics):
    reader = logged_in(ben)
    reader.get(topics[0].get_absolute_url())
    assert "balasan baru" not in reader.get(reverse("forum:topic_list")).content.decode()
    Post.objects.reply(topics[0], author=ana, body="Tambahan")
    assert "balasan baru" in reader.get(reverse("forum:topic_list")).content.decode()
    reader.get(topics[0].get_absolute_url())
    assert "balasan baru" not in reader.get(reverse("forum:topic_list")).content.decode()


@pytest.mark.parametrize("listing", ["terbaru", "saya-juga", "belum-terjawab"])
def test_the_pages_of_a_list_hold_every_topic_once(client, ana, ben, category, listing):
    for number in range(45):
        topic = factories.topic(ana, category, f"Pertanyaan nomor {number}")
        Reaction.objects.me_too(topic, ben)
    seen, cursor = [], ""
    while True:
        query = {"daftar": listing, "sesudah": cursor}
        page = client.get(reverse("forum:topic_list"), query).context["page"]
        seen += [row.pk for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 45


def test_wrong_method(client, db):
    assert client.post(reverse("forum:topic_list")).status_code == 405


def test_no_topic_breaks_the_feed_for_everybody(client, ana, category):
    factories.topic(ana, category, "Tempelan\x0bdari Word", "Isi\x0c\x01")
    feed = client.get(reverse("forum:feed"))
    assert "Tempelan dari Word" in feed.content.decode()
