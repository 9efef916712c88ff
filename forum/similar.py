"""Topics that ask nearly the same."""

from dataclasses import dataclass

from forum import search
from forum.models import Topic
from servicedesk.moves import Status
from textmatch import analyse, rerank

# Of so many similar topics those with an answer are shown.
_LOOKED_AT = 20
_WITH_ANSWER = frozenset({Status.ANSWERED, Status.RESOLVED})


@dataclass(frozen=True, slots=True)
class Similar:
    """A topic and how like the question it is (0 to 1)."""

    topic: Topic
    score: float


def similar_topics(question: str, *, limit: int = 5, least: float = 0.35) -> list[Similar]:
    """Topics whose titles resemble the question, the likest first."""
    analysis = analyse(question)
    found = search.find(analysis.terms)
    topics = Topic.objects.public().with_head().in_bulk(found.ids)
    titles = [(pk, topics[pk].title) for pk in found.ids if pk in topics]
    ranked = rerank(analysis, titles, found.weights)
    return [Similar(topics[pk], score) for pk, score in ranked[:limit] if score >= least]


def suggested_category(question: str) -> str:
    """The slug of the category of the likest topic; "" when none is like it."""
    similar = similar_topics(question, limit=1) if question.strip() else []
    return similar[0].topic.category.slug if similar else ""


def solved_like(question: str, *, besides: int | None = None, limit: int = 5) -> list[Similar]:
    """Topics that ask nearly the same and have an answer, without the one with the id `besides`."""
    near = similar_topics(question, limit=_LOOKED_AT)
    solved = [row for row in near if row.topic.ticket.status in _WITH_ANSWER]
    return [row for row in solved if row.topic.pk != besides][:limit]
