"""Questions that keep coming back: who asked them, and whether an answer of the office helped."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Subquery
from django.urls import reverse

from autoreply.models import Answer, AnswerVersion, Decision
from dashboard.figures.figure import address_of
from dashboard.figures.repeated import QUESTIONS
from dashboard.figures.scope import Scope
from dashboard.figures.showing import part_href
from forum.models import Duplicate, Topic
from forum.models.duplicate import State

_SHOWN = 10
_MONTH = timedelta(days=30)
# A rate over less than this would be chance.
_LEAST = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Rates:
    """How often the question was asked in thirty days, before an answer to it was published and
    since; `after` is None while that is too short a time."""

    published_at: datetime
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A question asked more than once: the original, its repeats in the period and ever, the
    curated answer to it if there is one, and what that changed. `href`: the page of its rows."""

    href: str
    original: Topic
    repeats: list[Duplicate]
    ever: list[Duplicate]
    answer: Answer | None
    rates: Rates | None

    @property
    def askers(self) -> int:
        """How many people asked it in the period, whoever asked it first included."""
        return len({self.original.author_id, *(row.topic.author_id for row in self.repeats)})

    @property
    def answer_url(self) -> str:
        """Where the answer is kept; "" where there is none."""
        return reverse("autoreply:curated", args=[self.answer.pk]) if self.answer else ""

    @property
    def confirmed(self) -> int:
        return sum(row.state == State.CONFIRMED for row in self.repeats)

    @property
    def latest(self) -> datetime:
        """When it was asked last in the period."""
        return max(row.topic.created_at for row in self.repeats)

    @property
    def wordings(self) -> list[str]:
        """Each way it was put, once: the examples of an answer to be written."""
        return list(dict.fromkeys([self.original.title, *(row.topic.title for row in self.ever)]))


def clusters(scope: Scope) -> list[Cluster]:
    """The questions most repeated by requests opened in the period, the most repeated first."""
    rows = QUESTIONS.rows(scope)
    counted = rows.values("original").annotate(times=Count("pk")).order_by("-times", "-original")
    keys = [row["original"] for row in counted[:_SHOWN]]
    ever: dict[int, list[Any]] = defaultdict(list)
    alive = Duplicate.objects.filter(original__in=keys).exclude(state=State.REJECTED)
    alive = alive.annotate(within=Exists(rows.filter(pk=OuterRef("pk"))))
    for row in alive.select_related("topic__author", "original__author").order_by("-topic"):
        ever[row.original_id].append(row)
    answers = _answers([topic for rows in ever.values() for topic in _topics(rows)])
    return [_cluster(ever[key], answers, scope) for key in keys]


def _cluster(
    ever: list[Any],
    answers: Mapping[int, tuple[Answer, datetime]],
    scope: Scope,
) -> Cluster:
    given = Counter(answers[topic.pk] for topic in _topics(ever) if topic.pk in answers)
    found = given.most_common(1)[0][0] if given else None
    return Cluster(
        part_href(QUESTIONS, scope, address_of(ever[0].original_id)),
        ever[0].original,
        [row for row in ever if row.within],
        ever,
        found[0] if found else None,
        _rates(_topics(ever), found[1], scope.now) if found else None,
    )


def _topics(ever: Sequence[Duplicate]) -> list[Topic]:
    return [ever[0].original, *(row.topic for row in ever)]


def _answers(topics: Sequence[Topic]) -> dict[int, tuple[Answer, datetime]]:
    """By topic, the curated answer it was given, and when that was first published; none of which
    its asker said that it did not help."""
    versions = AnswerVersion.objects.filter(answer=OuterRef("answer")).exclude(published_at=None)
    first = versions.order_by().values("answer").annotate(at=Min("published_at")).values("at")
    decisions = Decision.objects.filter(topic__in=topics).annotate(published_at=Subquery(first))
    given = decisions.exclude(published_at=None).exclude(feedback__helped=False)
    given = given.select_related("answer")
    return {
        row.topic_id: (row.answer, row.published_at) for row in given if row.answer and row.topic_id
    }


def _rates(topics: Sequence[Topic], published_at: datetime, now: datetime) -> Rates:
    asked = [topic.created_at for topic in topics]
    before = [at for at in asked if at < published_at]
    return Rates(
        published_at,
        _rate(len(before), published_at - min(asked)) if before else None,
        _rate(len(asked) - len(before), now - published_at),
    )


def _rate(times: int, passed: timedelta) -> float | None:
    """So many times in so long, as times in thirty days."""
    return None if passed < _LEAST else times * (_MONTH / passed)
