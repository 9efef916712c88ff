"""A draft run over past questions, beside what is in force: the work of a `Replay`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from autoreply import engine
from autoreply.engine import Decider
from autoreply.models import Decision, Lookup, Replay, ReplayChange
from autoreply.models.job import CancelledError
from autoreply.models.lookup import LONGEST_QUESTION
from autoreply.models.replay import Change
from forum.models import Topic

MOST = 100_000
SAMPLE = 500
_REPORT_EVERY = 200
_REMEMBERED = 20_000
# No question is older or newer, and every database and time zone can tell these days.
_FIRST, _LAST = date(1970, 1, 2), date(9000, 1, 1)


@dataclass(frozen=True, slots=True)
class Question:
    """A past question: what was asked, where, the topic it was, and whether the answer given then
    helped (None: nobody said)."""

    text: str
    category: str = ""
    topic_id: int | None = None
    helped: bool | None = None


def run(replay: Replay) -> None:
    """Do the work, unless it is taken or over already. What changes is stored as it is found; a
    cancelled replay keeps what it found."""
    total = size(replay)
    if not replay.begin(total):
        return
    try:
        _compare(replay)
        replay.end()
    except CancelledError:
        return
    except Exception as error:
        replay.end(failure=type(error).__name__)
        raise


def size(replay: Replay) -> int:
    """How many questions it will look at."""
    found = _topics(replay).count() + (_lookups(replay).count() if replay.with_lookups else 0)
    return min(found, SAMPLE if replay.is_sample else MOST)


def _compare(replay: Replay) -> None:
    now, then = _Asked(engine.current()), _Asked(engine.with_draft(replay.version))
    found: list[ReplayChange] = []
    done = 0
    for question in _questions(replay):
        change = _change(question, now, then)
        if change:
            change.replay = replay
            found.append(change)
        done += 1
        if done % _REPORT_EVERY == 0:
            _keep(replay, found, done)
            found = []
    _keep(replay, found, done)


def _keep(replay: Replay, found: list[ReplayChange], done: int) -> None:
    with transaction.atomic():
        ReplayChange.objects.bulk_create(found)
        replay.report(done)


def _change(question: Question, now: "_Asked", then: "_Asked") -> ReplayChange | None:
    before = now.given(question.text, question.category)
    after = then.given(question.text, question.category)
    if before == after:
        return None
    kind = Change.NEW if before is None else Change.LOST if after is None else Change.OTHER
    return ReplayChange(
        kind=kind,
        question=question.text[:LONGEST_QUESTION],
        topic_id=question.topic_id,
        before_id=before,
        after_id=after,
        helped=question.helped,
    )


class _Asked:
    """A decider that remembers what it was asked: the same question comes again and again."""

    def __init__(self, decider: Decider) -> None:
        self._decider = decider
        self._known: dict[tuple[str, str], Any] = {}

    def given(self, text: str, category: str) -> Any:
        """The key of the answer that would be given; None for silence or a choice."""
        key = (text, category)
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            verdict = self._decider.judge(self._decider.rank(text, 3, category))
            self._known[key] = verdict.candidates[0].key if verdict.kind == "answer" else None
        return self._known[key]


def _questions(replay: Replay) -> Iterator[Question]:
    """The past questions; of a sample, as many as it holds, evenly spread over all."""
    most = size(replay)
    topics = _topics(replay)
    lookups = _lookups(replay) if replay.with_lookups else Lookup.objects.none()
    if replay.is_sample:
        of_topics = round(most * topics.count() / max(topics.count() + lookups.count(), 1))
        yield from _of_topics(_spread(topics, of_topics))
        yield from _of_lookups(_spread(lookups, most - of_topics))
        return
    yield from _of_topics(topics.order_by("-pk")[:most])
    left = most - min(topics.count(), most)
    yield from _of_lookups(lookups.order_by("-pk")[:left])


def _spread(rows: QuerySet[Any], most: int) -> QuerySet[Any]:
    """At most so many of the rows, evenly spread over their keys and the same each time."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    if len(keys) <= most:
        return rows
    chosen = [keys[place * len(keys) // most] for place in range(most)]
    return rows.filter(pk__in=chosen)


def _of_topics(topics: QuerySet[Topic]) -> Iterator[Question]:
    rows = topics.values_list("title", "category__slug", "pk", "decision__feedback__helped")
    for title, category, pk, helped in rows.iterator(chunk_size=2_000):
        yield Question(title, category, pk, helped)


def _of_lookups(lookups: QuerySet[Lookup]) -> Iterator[Question]:
    for text in lookups.values_list("text", flat=True).iterator(chunk_size=2_000):
        yield Question(text)


def _topics(replay: Replay) -> QuerySet[Topic]:
    """What members asked; officers and the bot are answered by nobody."""
    return Topic.objects.filter(
        pk__in=Decision.objects.values("topic"), created_at__range=_days(replay)
    )


def _lookups(replay: Replay) -> QuerySet[Lookup]:
    return Lookup.objects.filter(at__range=_days(replay))


def _days(replay: Replay) -> tuple[datetime, datetime]:
    return _midnight(replay.since), _midnight(min(replay.until, _LAST) + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(min(max(day, _FIRST), _LAST), time.min))
