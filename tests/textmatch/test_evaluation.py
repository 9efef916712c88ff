"""The measuring itself is measured on a set small enough to count by hand."""

import json

import pytest

from textmatch import Thresholds, evaluation, shipped

ROWS = [
    {"intent": "jam", "text": "jam buka kantor"},
    {"intent": "jam", "text": "kantor buka jam berapa"},
    {"intent": "harga", "text": "harga beras hari ini"},
    {"intent": "harga", "text": "jam buka kantor pusat"},
    {"intent": "jam", "text": "hari sabtu buka tidak"},
    {"intent": "harga", "text": "berapa harga beras", "also": ["jam"]},
]


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)) + "\n\n")
    return evaluation.read(path)


def test_every_other_line_of_an_intent_is_a_question(lines):
    wordings, questions = evaluation.split(lines)
    assert [line.text for line in questions] == [ROWS[1]["text"], ROWS[3]["text"]]
    assert len(wordings) == 4
    entries = evaluation.entries(wordings)
    assert [(e.key, e.title, len(e.examples)) for e in entries] == [
        ("jam", "jam buka kantor", 1),
        ("harga", "harga beras hari ini", 1),
    ]


def test_a_report_counts_what_is_right(lines):
    wordings, questions = evaluation.split(lines)
    outside = [evaluation.Line("lirik lagu", ()), evaluation.Line("jam buka kantor", ())]
    report = evaluation.evaluate(
        wordings, questions, outside, shipped(), Thresholds(0.8, 0.1), leave_one_out=True
    )
    assert report.accuracy_at_1 == 0.5
    assert report.accuracy_at_3 == 0.5, "an answer that shares nothing is not ranked"
    assert report.mrr == 0.5
    assert report.shipped.out_of_scope_answered == 0.5
    assert report.shipped.precision == 0.5
    assert report.orphans_answered == 1.0, "of a site with one answer left, that one is given"


@pytest.mark.parametrize("line", ["kein json", "[1]", '{"intent": "a"}', '{"text": 1, "also": 2}'])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "baik"}\n' + line)
    if line.startswith('{"text"'):
        assert len(evaluation.read(path)) == 2, "without an intent the rest is not read"
    else:
        with pytest.raises(ValueError, match="line 2"):
            evaluation.read(path)


def test_the_tuned_threshold_is_chosen_on_the_even_ones_and_told_of_the_odd():
    def row(probability, rank):
        return evaluation.Judged(probability, (), rank, "answer", True, 1.0)

    inside = [row(0.9, 1), row(0.8, 1), row(0.5, 2), row(0.95, 2), row(0.7, 1), row(0.4, 1)]
    outside = [row(0.6, None), row(0.99, None)]
    answered = evaluation.tuned(inside, outside)
    # Even ones: right from 0.7 on, and nothing out of scope above 0.6. Odd ones from 0.7 on:
    # one right, one wrong, the one out of scope answered.
    assert (answered.coverage, answered.precision) == (pytest.approx(1 / 3), 0.5)
    assert answered.out_of_scope_answered == 1.0
