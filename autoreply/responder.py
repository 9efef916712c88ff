"""The automatic first reply to a topic or a conversation: decided once, explained always, silent
when unsure."""

import logging
from collections.abc import Iterator
from time import perf_counter
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import CURATOR, OFFICER, User
from autoreply import engine, slots
from autoreply.matters import Matter, category_of, key, say
from autoreply.models import Answer, Decision
from autoreply.models.decision import Outcome
from chat.models import Conversation
from forum.models import Topic
from pages import moment
from textmatch import Analysis, Ranking, Verdict

logger = logging.getLogger(__name__)


def answer_new_topic(topic: Topic, **kwargs: Any) -> None:
    """Receiver of `topic_opened`. When it fails the topic stands; `decide_pending` tries again."""
    _answer_new(topic)


def answer_new_conversation(conversation: Conversation, **kwargs: Any) -> None:
    """Receiver of `conversation_opened`; the same holds."""
    _answer_new(conversation)


def _answer_new(matter: Matter) -> None:
    try:
        decide_about(matter)
    except Exception:  # the asker's page must not fail because the matcher does
        logger.exception("no decision for ticket %s", matter.ticket.code)


def pending() -> Iterator[Matter]:
    """Topics and conversations that should have a decision and have none; officers' own questions
    need none."""
    not_for_it = Q(author__is_bot=True) | Q(author__is_superuser=True)
    officers = User.objects.filter(groups__name__in=(OFFICER, CURATOR))
    not_for_it |= Q(author__in=officers)
    for table, more in ((Topic, ["category"]), (Conversation, [])):
        rows = table.objects.filter(decision=None).exclude(not_for_it)
        yield from rows.select_related("author", "ticket", *more).order_by("pk").iterator()


def decide_about(matter: Matter) -> Decision | None:
    """Decide about it and post what was decided, in one transaction; safe to repeat.

    None when it is not for the responder: asked by an officer or by the bot.
    """
    if matter.author.is_bot or matter.author.is_officer:
        return None
    started = perf_counter()
    ranking = engine.rank(_question(matter), category=category_of(matter))
    verdict = engine.judge(ranking)
    took_ms = (perf_counter() - started) * 1000
    outcome = Outcome(verdict.kind)
    with transaction.atomic():
        decision, created = Decision.objects.get_or_create(
            **key(matter),
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
    analysis = engine.rank(_question(decision.matter)).analysis
    with transaction.atomic():
        locked = Decision.objects.select_for_update().get(pk=decision.pk)
        if locked.chosen_at is not None:
            return
        decision.answer, decision.chosen_at = answer, moment.now()
        decision.save(update_fields=["answer", "chosen_at"])
        _post(decision, Outcome.ANSWER, [answer.pk], analysis)


def _question(matter: Matter) -> str:
    """The title is what people search by; the body of a question only dilutes it."""
    return matter.title


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
    for field, row in say(decision.matter, body.strip()).items():
        setattr(decision, field, row)
    if kind == Outcome.ANSWER:
        decision.version_id = answers[keys[0]].version_id
    decision.save(update_fields=["post", "message", "version"])


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
