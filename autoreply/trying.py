"""What would happen to a question: now, and with a draft in force."""

from dataclasses import dataclass

from autoreply import engine
from autoreply.engine import Decider
from autoreply.models import Answer, AnswerVersion
from autoreply.models.decision import Outcome
from textmatch import Candidate, Ranking, Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """An answer in the ranking of a question, with what matched."""

    answer: Answer
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Trial:
    """The decision about a question and how it came about."""

    outcome: Outcome
    verdict: Verdict
    ranking: Ranking
    rows: list[Row]
    needed: float

    @property
    def chosen(self) -> list[Answer]:
        """The answer given, or those offered."""
        keys = {candidate.key for candidate in self.verdict.candidates}
        return [row.answer for row in self.rows if row.answer.pk in keys]


def attempt(question: str, category: str = "", draft: AnswerVersion | None = None) -> Trial:
    """Ask the responder, as it is or with a draft in force, without posting anything."""
    decider = engine.with_draft(draft) if draft else engine.current()
    ranking = decider.rank(question, category=category)
    verdict = decider.judge(ranking)
    return Trial(Outcome(verdict.kind), verdict, ranking, _rows(ranking), _needed(decider))


def _rows(ranking: Ranking) -> list[Row]:
    answers = Answer.objects.in_bulk([candidate.key for candidate in ranking.candidates])
    return [Row(answers[c.key], c) for c in ranking.candidates if c.key in answers]


def _needed(decider: Decider) -> float:
    return decider.calibration.threshold(decider.thresholds.precision)
