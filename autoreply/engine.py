"""The index over the published answers, held by each web process and rebuilt when they change."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.db.models import Max, Prefetch, Subquery

from autoreply.models import Answer, KeywordRule, Matching, Phrasing
from textmatch import Calibration, Entry, Index, Ranking, Thresholds, Verdict, decide

# Below this score an answer is no suggestion but noise.
_LEAST_SCORE = 0.2

Version = tuple[datetime | None, int, datetime | None]


@dataclass(frozen=True, slots=True)
class _Held:
    version: Version
    index: Index
    calibration: Calibration
    thresholds: Thresholds


class _Holder:
    """What this process decides by; a lock keeps two threads from building it at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: _Held | None = None

    def current(self) -> _Held:
        version = _version()
        held = self._held
        if held is None or held.version != version:
            with self._lock:
                matching = Matching.objects.current()
                index = Index.build(_entries())
                held = _Held(version, index, matching.calibration, matching.thresholds)
                self._held = held
        return held


_holder = _Holder()


def rank(question: str, limit: int = 5, category: str = "") -> Ranking:
    """The published answers nearest to the question, the best first; `category` is the slug of the
    category it is asked in."""
    return _holder.current().index.rank(question, limit, category)


def nearest(question: str, limit: int = 3) -> list[Answer]:
    """The published answers worth showing beside a question, the best first."""
    candidates = rank(question, limit).candidates
    keys = [candidate.key for candidate in candidates if candidate.score >= _LEAST_SCORE]
    answers = Answer.objects.firing().select_related("category").in_bulk(keys)
    return [answers[key] for key in keys if key in answers]


def judge(ranking: Ranking) -> Verdict:
    """Whether the best is good enough to be given, to be offered, or not to be named at all."""
    held = _holder.current()
    return decide(ranking, held.calibration, held.thresholds)


def _version() -> Version:
    """Changes whenever a published answer or the settings do: one cheap query tells every web
    process whether what it holds is still true."""
    settings = Matching.objects.filter(pk=1).values("updated_at")[:1]
    row = Answer.objects.version(settings=Max(Subquery(settings)))
    return row["latest"], row["count"], row["settings"]


def _entries() -> list[Entry]:
    answers = Answer.objects.firing().prefetch_related(
        Prefetch("phrasings", Phrasing.objects.only("answer_id", "text", "is_negative")),
        Prefetch("rules", KeywordRule.objects.select_related("category")),
    )
    return [
        Entry(
            key=answer.pk,
            title=answer.question,
            examples=tuple(p.text for p in answer.phrasings.all() if not p.is_negative),
            counterexamples=tuple(p.text for p in answer.phrasings.all() if p.is_negative),
            text=answer.body,
            rules=tuple(rule.as_rule() for rule in answer.rules.all()),
        )
        for answer in answers.order_by("pk")
    ]
