"""The public curated answers and the suggestions."""

import pytest
from django.urls import reverse

from autoreply.models.answer import State

KNOWN = "brp jumlah pddk lamsel thn 2024"


def test_the_result_page_offers_the_answer_and_the_way_on(client, answer):
    page = client.get("/jawaban/", {"q": KNOWN}).content.decode()
    assert answer.question in page
    assert "Lampung Dalam Angka" in page
    assert f"{reverse('forum:topic_new')}?q=brp%20jumlah" in page


def test_suggestions_are_rows_alone(client, answer):
    page = client.get("/jawaban/saran/", {"title": KNOWN}).content.decode()
    assert answer.get_absolute_url() in page
    assert "<html" not in page


def test_a_similar_topic_is_suggested_too(client, topic):
    page = client.get("/jawaban/saran/", {"q": topic.title}).content.decode()
    assert topic.get_absolute_url() in page


@pytest.mark.parametrize("q", ["", "   ", "🙏", "zzzz qqqq", "x" * 5_000, "%' OR 1=1"])
def test_nothing_found_is_said_not_invented(client, answer, q):
    assert client.get("/jawaban/saran/", {"q": q}).status_code == 200
    page = client.get("/jawaban/", {"q": q})
    assert page.status_code == 200
    if q.strip():
        assert "Belum ada keterangan tentang ini." in page.content.decode()


def test_an_answer_names_its_source_and_review(client, answer):
    page = client.get(answer.get_absolute_url()).content.decode()
    assert answer.source_url in page
    assert "Terakhir ditinjau" in page


def test_an_unconfirmed_answer_says_so(client, answer):
    answer.confirm_with_office = True
    answer.save()
    assert "belum dipastikan oleh kantor" in client.get(answer.get_absolute_url()).content.decode()


@pytest.mark.parametrize("state", [State.DRAFT, State.RETIRED])
def test_what_is_not_published_is_nowhere(client, answer, state):
    answer.state = state
    answer.save()
    assert client.get(answer.get_absolute_url()).status_code == 404
    assert answer.question not in client.get("/jawaban/").content.decode()
    assert answer.question not in client.get("/jawaban/", {"q": KNOWN}).content.decode()
