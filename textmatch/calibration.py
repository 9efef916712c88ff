"""How likely the best answer is the right one: a small logistic function, fitted and dated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import exp

import numpy as np

from textmatch.index import Ranking

# Below this many judged questions, or this many of either kind, a fit means nothing.
LEAST_SAMPLES = 200
LEAST_OF_EACH = 50
_RIDGE = 1.0
_ROUNDS = 50


class TooFewSamplesError(ValueError):
    """There are not enough judged questions to fit a calibration to."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One judged question: what the ranking measured, and whether its best answer was right."""

    score: float
    gap: float
    coverage: float
    right: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """probability = 1 / (1 + exp(-z)), z = intercept + score*.. + gap*.. + coverage*.."""

    intercept: float
    score: float
    gap: float
    coverage: float
    fitted_on: date
    source: str
    samples: int

    def probability(self, ranking: Ranking) -> float:
        """The probability that the best of the ranking is right; 0 when there is none."""
        if not ranking.candidates:
            return 0.0
        z = (
            self.intercept
            + self.score * ranking.candidates[0].score
            + self.gap * ranking.gap
            + self.coverage * ranking.coverage
        )
        return 1 / (1 + exp(-max(-30.0, min(30.0, z))))


DEFAULT_CALIBRATION = Calibration(
    intercept=-4.11,
    score=7.97,
    gap=2.50,
    coverage=1.56,
    fitted_on=date(2026, 11, 24),
    source="nine public question sets and four sets of questions out of scope",
    samples=4_500,
)


def fit(samples: Iterable[Sample], *, source: str, on: date) -> Calibration:
    """Fit a calibration to judged questions: logistic regression by Newton's method, with a small
    ridge (Hoerl and Kennard 1970) that keeps separable data finite.

    Raises TooFewSamplesError rather than return one that means nothing.
    """
    rows = list(samples)
    right = sum(row.right for row in rows)
    if len(rows) < LEAST_SAMPLES or min(right, len(rows) - right) < LEAST_OF_EACH:
        raise TooFewSamplesError(f"{len(rows)} judged questions, {right} of them right")
    x = np.array([(1.0, row.score, row.gap, row.coverage) for row in rows])
    y = np.array([row.right for row in rows], float)
    weight = np.array([row.weight for row in rows])
    ridge = _RIDGE * np.diag([0.0, 1.0, 1.0, 1.0])
    beta = np.zeros(4)
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-(x @ beta)))
        gradient = x.T @ (weight * (y - p)) - ridge @ beta
        curvature = x.T @ (x * (weight * p * (1 - p))[:, None]) + ridge
        step = np.linalg.solve(curvature, gradient)
        beta += step
        if float(np.abs(step).max()) < 1e-8:
            break
    intercept, score, gap, coverage = (round(float(b), 4) for b in beta)
    return Calibration(intercept, score, gap, coverage, on, source, len(rows))
