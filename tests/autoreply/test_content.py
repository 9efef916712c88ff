"""The curated answers that come with the product."""

import re
from collections import Counter

import pytest
from django.core.management import call_command

from autoreply import content, engine
from autoreply.models import Answer

FIELDS = {
    "slug", "category", "question", "body", "source_title", "source_url", "legal_basis",
    "review_on", "confirm_with_office", "examples", "counterexamples",
}  # fmt: skip

OPTIONAL = {"needs_region", "needs_year", "follow_up", "link_template"}

ROWS = list(content._tables("answers"))


def test_there_are_at_least_sixty():
    assert len(ROWS) >= 60


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["slug"])
def test_each_is_complete(row):
    assert set(row) - OPTIONAL == FIELDS
    assert len(row["examples"]) >= 4
    assert all(3 <= len(text) <= 300 for text in row["examples"] + row["counterexamples"])
    assert row["source_url"].startswith("https://")
    assert len(row["question"]) <= 200
    assert not re.search(r"\bkamu\b", row["body"], re.IGNORECASE)


def test_no_wording_belongs_to_two_answers():
    wordings = Counter(text.casefold() for row in ROWS for text in row["examples"])
    assert [text for text, times in wordings.items() if times > 1] == []


def test_no_answer_states_a_rate():
    assert [row["slug"] for row in ROWS if re.search(r"\d+[.,]\d+ ?(%|persen)", row["body"])] == []


def test_a_second_load_overwrites_nothing(db):
    call_command("load_content", verbosity=0)
    edited = Answer.objects.get(slug="jumlah-penduduk")
    edited.body = "Disunting oleh kurator."
    edited.save()
    call_command("load_content", verbosity=0)
    edited.refresh_from_db()
    assert edited.body == "Disunting oleh kurator."
    assert Answer.objects.count() == len(ROWS)


def test_the_question_of_the_front_page_finds_its_answer(db):
    content.load()
    best = engine.rank("brp jumlah pddk lamsel thn 2024").candidates[0]
    assert Answer.objects.get(pk=best.key).slug == "jumlah-penduduk"
    assert engine.judge(engine.rank("brp jumlah pddk lamsel thn 2024")).kind == "answer"


@pytest.mark.parametrize("question", ["resep bolu pisang", "main judi bola", "lirik lagu terbaru"])
def test_what_is_none_of_our_business_gets_silence(db, question):
    content.load()
    assert engine.judge(engine.rank(question)).kind == "silent"
