"""The search page: what is public is found by what it says, and nothing else."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from forum import duplicates, editing, moderation
from forum.highlight import highlight
from forum.models import Post
from forum.models.event import Act
from tests import factories


@pytest.fixture
def rice(ana, category):
    return factories.topic(
        ana, category, "Harga beras di Metro", "Saya butuh rata-rata bulanan.", region="1872"
    )


def found(reader, text, **query):
    page = reader.get(reverse("forum:search"), {"q": text, **query})
    assert page.status_code == 200
    return [row["post"].topic.title for row in page.context["rows"]]


def test_title_question_and_replies_are_found(client, sari, rice, topic):
    Post.objects.reply(rice, author=sari, body="Lihat tabel inflasi pangan.")
    for text in (
        "harga beras",
        "pangan",
        "hrg beras metro",
        "BERAS rata-rata bulanan",
        "inflasi pangan",
    ):
        assert found(client, text) == [rice.title], text
    assert found(client, "beras wisata") == []


def test_the_title_counts_most(client, ana, category, rice):
    other = factories.topic(ana, category, "Pasar di Metro", "Di sana beras dijual, harga berapa?")
    assert found(client, "harga beras") == [rice.title, other.title]


def test_what_a_duplicate_repeats_comes_before_it(client, ana, ben, sari, category, rice):
    later = factories.topic(ben, category, "Harga beras di Metro sekarang")
    duplicates.confirm_pair(later, rice, sari)
    assert found(client, "harga beras metro") == [rice.title, later.title]


def test_found_words_are_marked_and_the_rest_is_escaped(client, ana, category):
    factories.topic(ana, category, "Luas panen <b>padi</b>", "Berapa luas panen di Lamsel?")
    page = client.get(reverse("forum:search"), {"q": "luas panen lampung selatan"}).content.decode()
    assert "<mark>panen</mark>" in page
    assert "<mark>Lamsel</mark>" in page
    assert "<b>padi" not in page


def test_what_is_hidden_deleted_or_waiting_is_not_found(client, logged_in, ana, ben, sari, rice):
    reply = Post.objects.reply(rice, author=ben, body="rahasia negara")
    moderation.act_on_post(reply, Act.HIDDEN, sari)
    moderation.act_on_topic(rice, Act.HIDDEN, sari)
    for reader in (client, logged_in(ana), logged_in(sari)):
        assert found(reader, "rahasia") == found(reader, "beras") == []


def test_an_edit_is_found_and_what_it_replaced_is_not(client, ana, rice):
    question = rice.posts.get(path="")
    editing.edit(question, ana, body="Saya butuh data mingguan.", title="Harga gabah di Metro")
    assert found(client, "gabah mingguan") == ["Harga gabah di Metro"]
    assert found(client, "beras") == []


def test_typos_are_repaired_only_when_nothing_is_found(client, ana, category, rice):
    page = client.get(reverse("forum:search"), {"q": "hagra bras"})
    assert [row["post"].topic for row in page.context["rows"]] == [rice]
    assert "Yang ditampilkan" in page.content.decode()
    factories.topic(ana, category, "Bras adalah merek")
    page = client.get(reverse("forum:search"), {"q": "bras"})
    assert [row["post"].topic.title for row in page.context["rows"]] == ["Bras adalah merek"]
    assert page.context["results"].repaired == {}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kategori": "kependudukan"}, 2),
        ({"wilayah": "1872"}, 1),
        ({"status": "new"}, 1),
        ({"dijawab": "on"}, 1),
        ({"penulis": "ana"}, 1),
        ({"penulis": "ben"}, 0),
        ({"tahun": "2024"}, 1),
        ({"tahun": "abc", "status": "entah", "wilayah": "x", "kategori": "?", "halaman": "-3"}, 2),
    ],
)
def test_filters(client, ana, ben, sari, category, rice, query, expected):
    other = factories.topic(ben, category, "Stok beras", year=2024, is_anonymous=True)
    Post.objects.reply(other, author=sari, body="Ini.", status="answered")
    assert len(found(client, "beras", **query)) == expected


def test_nothing_found_offers_to_ask(client, db):
    page = client.get(reverse("forum:search"), {"q": "kapal selam"}).content.decode()
    assert f"{reverse('forum:topic_new')}?q=kapal%20selam" in page


def test_curated_answers_come_first(client, answer, rice):
    page = client.get(reverse("forum:search"), {"q": "jumlah penduduk lampung"}).content.decode()
    assert answer.get_absolute_url() in page


@pytest.mark.parametrize(
    "text", ["", "   ", "'\"*():&|!", "x" * 2_000, "a OR b NOT c", "🙂", "yang"]
)
def test_any_text_is_a_search(client, rice, text):
    assert found(client, text) == []


def test_many_are_paged(client, ana, category):
    for number in range(25):
        factories.topic(ana, category, f"Harga telur nomor {number}")
    assert len(found(client, "telur")) == 20
    assert len(found(client, "telur", halaman=2)) == 5
    assert found(client, "telur", urut="terbaru")[0] == "Harga telur nomor 24"


def test_wrong_method(client, db):
    assert client.post(reverse("forum:search")).status_code == 405


@given(st.text(max_size=300), st.lists(st.sampled_from(["beras", "panen", "a"]), max_size=3))
def test_a_snippet_is_always_safe(text, terms):
    snippet = highlight(text, terms)
    plain = snippet.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert ">" not in plain
