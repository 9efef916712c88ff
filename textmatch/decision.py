"""Answer, ask to choose, or stay silent."""

from dataclasses import dataclass
from typing import Literal

from textmatch.calibration import Calibration
from textmatch.index import Candidate, Ranking

# More than three to choose from is a list, not a question; one far below the best is no choice.
_MOST_OFFERED = 3
_WORTH_OFFERING = 0.5


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least probability for answering, and for offering a choice."""

    answer: float
    choose: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do, the probability that the best answer is right, and the answers concerned."""

    kind: Literal["answer", "choose", "silent"]
    probability: float
    candidates: tuple[Candidate, ...]


def decide(ranking: Ranking, calibration: Calibration, thresholds: Thresholds) -> Verdict:
    """One sure answer is given, a likely one or a few close ones are offered, else silence."""
    probability = calibration.probability(ranking)
    if probability >= thresholds.answer:
        return Verdict("answer", probability, ranking.candidates[:1])
    if probability >= thresholds.choose:
        least = _WORTH_OFFERING * ranking.candidates[0].score
        offered = tuple(c for c in ranking.candidates[:_MOST_OFFERED] if c.score >= least)
        return Verdict("choose", probability, offered)
    return Verdict("silent", probability, ())
