"""Lists of topics."""

from forum.models import Category, Post
from tests import factories


def test_the_latest_activity_comes_first(client, ana, category):
    older, newer = (factories.topic(ana, category, f"Topik {n}") for n in "12")
    Post.objects.reply(older, author=ana, body="naik lagi")
    rows = client.get("/topik/").context["page"].rows
    assert [row.pk for row in rows] == [older.pk, newer.pk]


def test_every_topic_is_on_one_page_exactly_once(client, ana, category):
    topics = [factories.topic(ana, category, f"Topik {n}") for n in range(45)]
    seen, cursor = [], ""
    for _page in range(3):
        page = client.get("/topik/", {"sesudah": cursor}).context["page"]
        seen += [row.pk for row in page.rows]
        cursor = page.next_cursor
    assert cursor == ""
    assert seen == [topic.pk for topic in reversed(topics)]


def test_a_category_shows_its_own(client, ana, category):
    other = Category.objects.create(slug="harga", name="Harga")
    mine, _not_mine = factories.topic(ana, category, "Satu"), factories.topic(ana, other, "Dua")
    rows = client.get(category.get_absolute_url()).context["page"].rows
    assert [row.pk for row in rows] == [mine.pk]


def test_empty_lists_say_so(client, category):
    for url in ("/", "/topik/", category.get_absolute_url()):
        assert "Belum ada topik di sini." in client.get(url).content.decode()


def test_senseless_cursors_are_page_one(client, topic):
    for cursor in ("x", "1-", "-", "9" * 40 + "-1", "1-" + "9" * 40, "\U0001f600"):
        assert client.get("/topik/", {"sesudah": cursor}).status_code == 200


def test_a_missing_category_is_404(client, db):
    assert client.get("/kategori/tidak-ada/").status_code == 404
