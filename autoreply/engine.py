"""The index over the published answers, held by each web process and rebuilt when they change."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.db.models import Prefetch

from autoreply.models import Answer, Phrasing
from textmatch import DEFAULT_CALIBRATION, Entry, Index, Ranking, Thresholds, Verdict, decide

# The precision wanted of an automatic answer, and the likelihood from which one is offered.
THRESHOLDS = Thresholds(answer=0.95, choose=0.5)

Version = tuple[datetime | None, int]


@dataclass(frozen=True, slots=True)
class _Held:
    version: Version
    index: Index


class _Holder:
    """The one index of this process; a lock keeps two threads from building it at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: _Held | None = None

    def index(self) -> Index:
        version = Answer.objects.version()
        held = self._held
        if held is None or held.version != version:
            with self._lock:
                held = _Held(version, Index.build(_entries()))
                self._held = held
        return held.index


_holder = _Holder()


def rank(question: str, limit: int = 5) -> Ranking:
    """The published answers nearest to the question, the best first."""
    return _holder.index().rank(question, limit)


def judge(ranking: Ranking) -> Verdict:
    """Whether the best is good enough to be given, to be offered, or not to be named at all."""
    return decide(ranking, DEFAULT_CALIBRATION, THRESHOLDS)


def _entries() -> list[Entry]:
    answers = Answer.objects.published().prefetch_related(
        Prefetch("phrasings", Phrasing.objects.only("answer_id", "text", "is_negative"))
    )
    return [
        Entry(
            key=answer.pk,
            title=answer.question,
            examples=tuple(p.text for p in answer.phrasings.all() if not p.is_negative),
            counterexamples=tuple(p.text for p in answer.phrasings.all() if p.is_negative),
            text=answer.body,
        )
        for answer in answers.order_by("pk")
    ]
