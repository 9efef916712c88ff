"""Similar topics through the database's own index; the same on SQLite and PostgreSQL."""

import pytest

from forum.similar import similar_topics
from tests import factories


@pytest.fixture
def topics(ana, category):
    titles = (
        "Jumlah penduduk Lampung Selatan 2024",
        "Jumlah penduduk miskin Kota Metro",
        "Produksi kopi Lampung Barat",
        "Alamat kantor BPS Lampung",
    )
    return {title: factories.topic(ana, category, title) for title in titles}


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("brp jml pddk lamsel thn 2024", "Jumlah penduduk Lampung Selatan 2024"),
        ("produksi kopi di lambar", "Produksi kopi Lampung Barat"),
        ("kantor bps lampung alamatnya dimana", "Alamat kantor BPS Lampung"),
    ],
)
def test_the_same_question_in_other_words_comes_first(topics, question, title):
    assert similar_topics(question)[0].topic == topics[title]


@pytest.mark.parametrize(
    "question", ["", "   ", "🙏", "resep bolu pisang", "' OR 1=1 --", '"*" NEAR(']
)
def test_what_resembles_nothing_finds_nothing(topics, question):
    assert similar_topics(question) == []


def test_a_question_of_any_length_is_answered(topics):
    assert isinstance(similar_topics("penduduk " * 5_000), list)
