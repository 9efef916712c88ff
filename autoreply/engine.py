"""The index over the answers that fire, held by each web process and rebuilt when they change."""

from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from django.db.models import Max, Prefetch, Subquery

from autoreply import curation, editing
from autoreply.editing import Content
from autoreply.models import Answer, AnswerVersion, KeywordRule, Matching, Phrasing
from autoreply.models.answer import Audience
from forum.models import Category
from textmatch import Calibration, Entry, Index, Ranking, Thresholds, Verdict, decide

# Below this score an answer is no suggestion but noise.
_LEAST_SCORE = 0.2
_DRAFTS_HELD = 3

Version = tuple[datetime | None, int, int | None, datetime | None, datetime | None]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Decider:
    """Everything a decision depends on, as it is at one moment. Each is equal to itself only."""

    version: Version
    entries: tuple[Entry, ...]
    index: Index
    calibration: Calibration
    thresholds: Thresholds

    def rank(self, question: str, limit: int = 5, category: str = "") -> Ranking:
        """The answers nearest to the question, the best first."""
        return self.index.rank(question, limit, category)

    def judge(self, ranking: Ranking) -> Verdict:
        """Whether the best is good enough to be given, offered, or not named at all."""
        return decide(ranking, self.calibration, self.thresholds)


class _Holder:
    """What this process decides by; a lock keeps two threads from building it at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: Decider | None = None

    def current(self) -> Decider:
        version = _version()
        held = self._held
        if held is None or held.version != version:
            with self._lock:
                held = self._held
                # Another thread may have built it while this one waited.
                if held is None or held.version != version:
                    held = self._held = _built(version)
        return held


def _built(version: Version) -> Decider:
    matching = Matching.objects.current()
    entries = _entries()
    index = Index.build(entries)
    return Decider(version, entries, index, matching.calibration, matching.thresholds)


_holder = _Holder()
# A curator tries the same draft again and again: the last few are remembered.
_drafts: dict[tuple[Version, str], Decider] = {}


def current() -> Decider:
    """What is in force now."""
    return _holder.current()


def with_draft(draft: AnswerVersion) -> Decider:
    """What would be in force if this version were published now, and a paused answer resumed."""
    decider = current()
    key = (decider.version, curation.base_of(draft))
    if key not in _drafts:
        while len(_drafts) >= _DRAFTS_HELD:
            _drafts.pop(next(iter(_drafts)), None)
        entries = [entry for entry in decider.entries if entry.key != draft.answer_id]
        if draft.content["audience"] == Audience.PUBLIC:
            entries.append(_entry(draft.answer, draft.content))
        _drafts[key] = replace(decider, entries=tuple(entries), index=Index.build(entries))
    return _drafts[key]


def rank(question: str, limit: int = 5, category: str = "") -> Ranking:
    """The answers in force nearest to the question, the best first; `category` is the slug of the
    category it is asked in."""
    return current().rank(question, limit, category)


def nearest(question: str, limit: int = 3) -> list[Answer]:
    """The answers in force worth showing beside a question, the best first."""
    candidates = rank(question, limit).candidates
    keys = [candidate.key for candidate in candidates if candidate.score >= _LEAST_SCORE]
    answers = Answer.objects.firing().select_related("category").in_bulk(keys)
    return [answers[key] for key in keys if key in answers]


def judge(ranking: Ranking) -> Verdict:
    """Whether the best is good enough to be given, to be offered, or not to be named at all."""
    return current().judge(ranking)


def _version() -> Version:
    """Changes whenever a published answer, the settings or a category (rules name their addresses)
    do: one cheap query tells every web process whether what it holds is still true."""
    settings = Matching.objects.filter(pk=1).values("updated_at")[:1]
    categories = Category.objects.order_by("-updated_at").values("updated_at")[:1]
    row = Answer.objects.version(
        settings=Max(Subquery(settings)), categories=Max(Subquery(categories))
    )
    return row["latest"], row["count"], row["revisions"], row["settings"], row["categories"]


def _entries() -> tuple[Entry, ...]:
    answers = Answer.objects.firing().prefetch_related(
        Prefetch("phrasings", Phrasing.objects.only("answer_id", "text", "is_negative")),
        Prefetch("rules", KeywordRule.objects.select_related("category")),
    )
    return tuple(
        Entry(
            key=answer.pk,
            title=answer.question,
            examples=tuple(p.text for p in answer.phrasings.all() if not p.is_negative),
            counterexamples=tuple(p.text for p in answer.phrasings.all() if p.is_negative),
            text=answer.body,
            rules=tuple(rule.as_rule() for rule in answer.rules.all()),
        )
        for answer in answers.order_by("pk")
    )


def _entry(answer: Answer, content: Content) -> Entry:
    return Entry(
        key=answer.pk,
        title=content["question"],
        examples=tuple(content["examples"]),
        counterexamples=tuple(content["counterexamples"]),
        text=content["body"],
        rules=tuple(rule.as_rule() for rule in editing.rules_of(answer, content)),
    )
