"""How likely the best answer is the right one: a small logistic function, fitted and dated."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from math import exp, log1p, sqrt
from pathlib import Path
from typing import Any

import numpy as np

from textmatch.index import Ranking
from textmatch.vectors import Doubles

# Below this many judged questions, or this many of either kind, a fit means nothing.
LEAST_SAMPLES = 200
LEAST_OF_EACH = 50
_RIDGE = 1.0
_ROUNDS = 50
_SHIPPED = Path(__file__).parent / "data/calibration.json"
# The precisions a threshold is kept for.
_WANTED = (0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99)


class TooFewSamplesError(ValueError):
    """There are not enough judged questions to fit a calibration to."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One judged question: its signals, whether the best answer was right, and what it weighs."""

    signals: tuple[float, ...]
    right: bool
    weight: float = 1.0


def signals(ranking: Ranking) -> tuple[float, ...]:
    """What a ranking tells about its best answer: score, gap (its root: the first step away from
    the runner-up tells most), coverage, evidence (its logarithm) and likeness."""
    return (
        ranking.candidates[0].score if ranking.candidates else 0.0,
        sqrt(max(ranking.gap, 0.0)),
        ranking.coverage,
        log1p(ranking.evidence),
        ranking.likeness,
    )


@dataclass(frozen=True, slots=True)
class Calibration:
    """probability = 1 / (1 + exp(-(intercept + weights * signals))).

    `thresholds` are pairs (precision, probability): of the questions it was fitted to, answers
    given from that probability on were right that often.
    """

    intercept: float
    weights: tuple[float, ...]
    thresholds: tuple[tuple[float, float], ...]
    fitted_on: date
    source: str
    samples: int

    def probability(self, ranking: Ranking) -> float:
        """The probability that the best of the ranking is right; 0 when there is none."""
        if not ranking.candidates:
            return 0.0
        z = self.intercept + sum(
            weight * signal for weight, signal in zip(self.weights, signals(ranking), strict=True)
        )
        return 1 / (1 + exp(-max(-30.0, min(30.0, z))))

    def threshold(self, precision: float) -> float:
        """The probability from which answers are right as often as wanted; above 1, which answers
        nothing, when that precision was never reached."""
        enough = [least for reached, least in self.thresholds if reached >= precision]
        return min(enough, default=2.0)

    def as_json(self) -> dict[str, Any]:
        """Plain values, for `from_json`."""
        return {**asdict(self), "fitted_on": self.fitted_on.isoformat()}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> "Calibration":
        """The calibration that `as_json` wrote down."""
        return cls(
            intercept=row["intercept"],
            weights=tuple(row["weights"]),
            thresholds=tuple((precision, least) for precision, least in row["thresholds"]),
            fitted_on=date.fromisoformat(row["fitted_on"]),
            source=row["source"],
            samples=row["samples"],
        )


@cache
def shipped() -> Calibration:
    """The calibration that comes with the product."""
    return Calibration.from_json(json.loads(_SHIPPED.read_text()))


def fit(samples: Iterable[Sample], *, source: str, on: date) -> Calibration:
    """Fit a calibration to judged questions: logistic regression by Newton's method, with a small
    ridge (Hoerl and Kennard 1970) that keeps separable data finite.

    Raises TooFewSamplesError rather than return one that means nothing.
    """
    rows = list(samples)
    right = sum(row.right for row in rows)
    if len(rows) < LEAST_SAMPLES or min(right, len(rows) - right) < LEAST_OF_EACH:
        raise TooFewSamplesError(f"{len(rows)} judged questions, {right} of them right")
    x = np.array([(1.0, *row.signals) for row in rows])
    y = np.array([row.right for row in rows], float)
    weight = np.array([row.weight for row in rows])
    weight *= len(rows) / weight.sum()
    beta = _newton(x, y, weight)
    return Calibration(
        intercept=round(float(beta[0]), 4),
        weights=tuple(round(float(b), 4) for b in beta[1:]),
        thresholds=_thresholds(1 / (1 + np.exp(-(x @ beta))), y, weight),
        fitted_on=on,
        source=source,
        samples=len(rows),
    )


def _newton(x: Doubles, y: Doubles, weight: Doubles) -> Doubles:
    ridge = _RIDGE * np.eye(x.shape[1])
    ridge[0, 0] = 0
    beta = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-(x @ beta)))
        gradient = x.T @ (weight * (y - p)) - ridge @ beta
        curvature = x.T @ (x * (weight * p * (1 - p))[:, None]) + ridge
        step = np.linalg.solve(curvature, gradient)
        beta += step
        if float(np.abs(step).max()) < 1e-8:
            break
    return beta


def _thresholds(p: Doubles, y: Doubles, weight: Doubles) -> tuple[tuple[float, float], ...]:
    """For each wanted precision the lowest probability from which it holds."""
    order = np.argsort(-p, kind="stable")
    reached = np.cumsum((y * weight)[order]) / np.cumsum(weight[order])
    # Only where the probability changes: equal ones are answered all or none.
    last_of_equals = np.append(np.diff(p[order]) != 0, True)
    found: list[tuple[float, float]] = []
    for wanted in _WANTED:
        holds: Sequence[int] = np.flatnonzero((reached >= wanted) & last_of_equals).tolist()
        if holds:
            found.append((wanted, round(float(p[order][holds[-1]]), 4)))
    return tuple(found)
