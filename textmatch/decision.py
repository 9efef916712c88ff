"""Answer, ask to choose, or stay silent."""

from dataclasses import dataclass
from typing import Literal

from textmatch.calibration import Calibration
from textmatch.index import Candidate, Ranking

# More than three to choose from is a list, not a question; one far below the best is no choice.
_MOST_OFFERED = 3
_WORTH_OFFERING = 0.4
# "inflasi" is a subject, not yet a question: alone it is answered only where it is a wording.
_SAME_WORDING = 0.98


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The precision wanted of automatic answers, and the least probability for a choice."""

    precision: float = 0.95
    choose: float = 0.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do, the probability that the best answer is right, and the answers concerned."""

    kind: Literal["answer", "choose", "silent"]
    probability: float
    candidates: tuple[Candidate, ...]


def decide(ranking: Ranking, calibration: Calibration, thresholds: Thresholds) -> Verdict:
    """One sure answer is given, a likely one or a few close ones are offered, else silence."""
    probability = calibration.probability(ranking)
    asks = len(ranking.analysis.terms) > 1 or ranking.likeness >= _SAME_WORDING
    if asks and probability >= calibration.threshold(thresholds.precision):
        return Verdict("answer", probability, ranking.candidates[:1])
    if probability >= thresholds.choose:
        least = _WORTH_OFFERING * ranking.candidates[0].score
        offered = tuple(c for c in ranking.candidates[:_MOST_OFFERED] if c.score >= least)
        return Verdict("choose", probability, offered)
    return Verdict("silent", probability, ())
