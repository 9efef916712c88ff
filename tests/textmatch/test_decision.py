"""Answer, offer, or stay silent."""

from dataclasses import replace
from datetime import date

import pytest

from textmatch import (
    Calibration,
    Candidate,
    Ranking,
    Sample,
    Thresholds,
    TooFewSamplesError,
    analyse,
    decide,
    fit,
    shipped,
    signals,
)

THRESHOLDS = Thresholds(precision=0.95, choose=0.5)


def ranking(*scores, coverage=1.0, likeness=0.5, question="jam buka kantor"):
    candidates = tuple(Candidate(n, score, "contoh", ()) for n, score in enumerate(scores))
    gap = scores[0] - (scores[1] if len(scores) > 1 else 0) if scores else 0
    return Ranking(candidates, gap, likeness, coverage, 2.0, (), (), analyse(question))


@pytest.mark.parametrize(
    ("scores", "coverage", "kind", "offered"),
    [
        ((0.9, 0.1), 1.0, "answer", 1),
        ((0.5, 0.45, 0.4, 0.39), 0.8, "choose", 3),
        ((0.5, 0.45, 0.1), 0.8, "choose", 2),
        ((0.1, 0.05), 0.2, "silent", 0),
        ((), 0.0, "silent", 0),
    ],
)
def test_what_is_decided(scores, coverage, kind, offered):
    verdict = decide(ranking(*scores, coverage=coverage), shipped(), THRESHOLDS)
    assert (verdict.kind, len(verdict.candidates)) == (kind, offered)


def test_the_thresholds_are_the_decision():
    same = ranking(0.5, 0.4)
    probability = shipped().probability(same)
    exact = replace(shipped(), thresholds=((0.9, probability), (0.95, probability + 0.01)))
    kinds = [
        decide(same, exact, Thresholds(precision, choose)).kind
        for precision, choose in ((0.9, 0), (0.95, probability), (0.95, probability + 0.01))
    ]
    assert kinds == ["answer", "choose", "silent"]


def test_a_precision_never_reached_answers_nothing():
    assert decide(ranking(1.0), shipped(), Thresholds(1.0, 0.5)).kind == "choose"


@pytest.mark.parametrize(("likeness", "kind"), [(0.9, "choose"), (0.99, "answer")])
def test_one_word_is_a_subject_and_no_question_unless_it_is_a_wording(likeness, kind):
    one = ranking(1.0, 0.1, likeness=likeness, question="inflasi")
    assert decide(one, shipped(), THRESHOLDS).kind == kind


def test_better_evidence_is_never_less_probable():
    base = shipped().probability(ranking(0.5, 0.4, coverage=0.5))
    assert shipped().probability(ranking(0.6, 0.5, coverage=0.5)) > base
    assert shipped().probability(ranking(0.5, 0.2, coverage=0.5)) > base
    assert shipped().probability(ranking(0.5, 0.4, coverage=0.9)) > base


def samples(count):
    """Right exactly as often as the score says, in steps of a tenth."""
    for number in range(count):
        tenth = number % 10 + 0.5
        yield Sample(
            signals(ranking(tenth / 10, tenth / 10 - 0.1)), right=(number // 10) % 10 < tenth
        )


def test_a_fit_finds_the_probabilities_again():
    fitted = fit(samples(2000), source="test", on=date(2026, 11, 24))
    for score in (0.25, 0.5, 0.75):
        assert fitted.probability(ranking(score, score - 0.1)) == pytest.approx(score, abs=0.08)
    assert (fitted.samples, fitted.source, fitted.fitted_on) == (2000, "test", date(2026, 11, 24))


def test_a_fit_knows_from_where_on_it_is_right_often_enough():
    fitted = fit(samples(2000), source="test", on=date(2026, 11, 24))
    assert fitted.threshold(0.85) == pytest.approx(0.65, abs=0.1)  # 1, 0.9, 0.8, 0.7 above it
    assert fitted.threshold(0.8) <= fitted.threshold(0.85)
    assert fitted.threshold(1.0) > 1
    assert Calibration.from_json(fitted.as_json()) == fitted


def test_a_fit_to_too_little_is_refused():
    few = list(samples(150))
    one_sided = [replace(sample, right=True) for sample in samples(1000)]
    for rows in (few, one_sided, []):
        with pytest.raises(TooFewSamplesError):
            fit(rows, source="test", on=date(2026, 11, 24))
