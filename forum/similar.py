"""Topics that ask nearly the same."""

from dataclasses import dataclass

from forum import search
from forum.models import Topic
from textmatch import analyse, rerank


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
