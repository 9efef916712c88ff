"""The automatic first reply to a topic: decided once, explained always, silent when unsure."""

import logging
from time import perf_counter
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import CURATOR, OFFICER, User
from autoreply import engine, slots
from autoreply.models import Answer, Decision
from autoreply.models.decision import Outcome
from forum.models import Post, Topic
from pages import moment
from textmatch import Analysis, Ranking, Verdict

logger = logging.getLogger(__name__)


def answer_new_topic(topic: Topic, **kwargs: Any) -> None:
    """Receiver of `topic_opened`. When it fails the topic stands; `decide_pending` tries again."""
    try:
        decide_topic(topic)
    except Exception:  # the asker's page must not fail because the matcher does
        logger.exception("no decision for topic %s", topic.pk)


def pending() -> QuerySet[Topic]:
    """Topics that should have a decision and have none; officers' own questions need none."""
    not_for_it = Q(author__is_bot=True) | Q(author__is_superuser=True)
    officers = User.objects.filter(groups__name__in=(OFFICER, CURATOR))
    return (
        Topic.objects.filter(decision=None)
        .exclude(not_for_it | Q(author__in=officers))
        .select_related("author", "ticket", "category")
        .order_by("pk")
    )


def decide_topic(topic: Topic) -> Decision | None:
    """Decide about the topic and post what was decided, in one transaction; safe to repeat.

    None when the topic is not for the responder: asked by an officer or by the bot.
    """
    if topic.author.is_bot or topic.author.is_officer:
        return None
    started = perf_counter()
    ranking = engine.rank(_question(topic), category=topic.category.slug)
    verdict = engine.judge(ranking)
    took_ms = (perf_counter() - started) * 1000
    outcome = Outcome(verdict.kind)
    with transaction.atomic():
        decision, created = Decision.objects.get_or_create(
            topic=topic,
            defaults={
                "outcome": outcome,
                "answer_id": ranking.candidates[0].key if outcome == Outcome.ANSWER else None,
                "probability": round(verdict.probability, 4),
                "score": round(ranking.candidates[0].score, 4) if ranking.candidates else 0,
                "gap": round(ranking.gap, 4),
                "explanation": _explanation(ranking, verdict),
                "took_ms": round(took_ms, 2),
            },
        )
        if created and decision.outcome != Outcome.SILENT:
            keys = [candidate.key for candidate in verdict.candidates]
            if outcome == Outcome.CHOOSE:
                decision.offered.set(keys)
            _post(decision, decision.outcome, keys, ranking.analysis)
    return decision


def choose(decision: Decision, answer: Answer) -> None:
    """The asker picked one of the answers offered: it is posted, and asked about like any other.
    Picked twice at once, it is posted once."""
    analysis = engine.rank(_question(decision.topic)).analysis
    with transaction.atomic():
        locked = Decision.objects.select_for_update().get(pk=decision.pk)
        if locked.chosen_at is not None:
            return
        decision.answer, decision.chosen_at = answer, moment.now()
        decision.save(update_fields=["answer", "chosen_at"])
        _post(decision, Outcome.ANSWER, [answer.pk], analysis)


def _question(topic: Topic) -> str:
    """The title is what people search by; the body of a question only dilutes it."""
    return topic.title


def _post(decision: Decision, kind: str, keys: list[Any], analysis: Analysis) -> None:
    answers = Answer.objects.in_bulk(keys)
    # Everybody reads it: it is written in the office's language, not in this reader's.
    with translation.override("id"):
        body = render_to_string(
            f"autoreply/post_{kind}.md",
            {
                "answers": [answers[key] for key in keys],
                "slots": slots.fill(answers[keys[0]], analysis),
            },
        )
    decision.post = Post.objects.reply(decision.topic, author=User.objects.bot(), body=body.strip())
    if kind == Outcome.ANSWER:
        decision.version_id = answers[keys[0]].version_id
    decision.save(update_fields=["post", "version"])


def _explanation(ranking: Ranking, verdict: Verdict) -> dict[str, Any]:
    """Why, for the officers: the candidates as they are called today with what matched, and what
    nobody knew."""
    answers = Answer.objects.in_bulk([candidate.key for candidate in ranking.candidates[:3]])
    return {
        "candidates": [
            {
                "question": answers[candidate.key].question,
                "address": answers[candidate.key].get_absolute_url(),
                "score": round(candidate.score, 4),
                "example": candidate.best_example,
                "terms": list(candidate.matched_terms),
            }
            for candidate in ranking.candidates[:3]
        ],
        "offered": [candidate.key for candidate in verdict.candidates],
        "coverage": round(ranking.coverage, 4),
        "unknown": list(ranking.unknown),
        "rules": list(ranking.rules),
    }
