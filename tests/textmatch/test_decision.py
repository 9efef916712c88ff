"""Answer, offer, or stay silent."""

from dataclasses import replace
from datetime import date

import pytest

from textmatch import (
    DEFAULT_CALIBRATION,
    Candidate,
    Ranking,
    Sample,
    Thresholds,
    TooFewSamplesError,
    analyse,
    decide,
    fit,
)

THRESHOLDS = Thresholds(answer=0.95, choose=0.5)


def ranking(*scores, coverage=1.0):
    candidates = tuple(Candidate(n, score, "contoh", ()) for n, score in enumerate(scores))
    gap = scores[0] - (scores[1] if len(scores) > 1 else 0) if scores else 0
    return Ranking(candidates, gap, 0.5, coverage, (), analyse("x"))


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
    verdict = decide(ranking(*scores, coverage=coverage), DEFAULT_CALIBRATION, THRESHOLDS)
    assert (verdict.kind, len(verdict.candidates)) == (kind, offered)


def test_the_thresholds_are_the_decision():
    same = ranking(0.5, 0.4)
    probability = DEFAULT_CALIBRATION.probability(same)
    kinds = [
        decide(same, DEFAULT_CALIBRATION, Thresholds(answer, choose)).kind
        for answer, choose in ((probability, 0), (1, probability), (1, probability + 0.01))
    ]
    assert kinds == ["answer", "choose", "silent"]


def test_better_evidence_is_never_less_probable():
    base = DEFAULT_CALIBRATION.probability(ranking(0.5, 0.4, coverage=0.5))
    assert DEFAULT_CALIBRATION.probability(ranking(0.6, 0.5, coverage=0.5)) > base
    assert DEFAULT_CALIBRATION.probability(ranking(0.5, 0.2, coverage=0.5)) > base
    assert DEFAULT_CALIBRATION.probability(ranking(0.5, 0.4, coverage=0.9)) > base


def samples(count):
    """Right exactly as often as the score says, in steps of a tenth."""
    for number in range(count):
        tenth = number % 10 + 0.5
        yield Sample(tenth / 10, 0.1, 1.0, right=(number // 10) % 10 < tenth)


def test_a_fit_finds_the_probabilities_again():
    fitted = fit(samples(2000), source="test", on=date(2026, 11, 24))
    for score in (0.25, 0.5, 0.75):
        assert fitted.probability(ranking(score, score - 0.1)) == pytest.approx(score, abs=0.08)
    assert (fitted.samples, fitted.source, fitted.fitted_on) == (2000, "test", date(2026, 11, 24))


def test_a_fit_to_too_little_is_refused():
    few = list(samples(150))
    one_sided = [replace(sample, right=True) for sample in samples(1000)]
    for rows in (few, one_sided, []):
        with pytest.raises(TooFewSamplesError):
            fit(rows, source="test", on=date(2026, 11, 24))
