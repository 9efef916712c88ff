"""The matcher learns from officers: the title of a duplicate is another wording of the answer that
its original was given."""

from typing import Any

from django.db import transaction

from autoreply.models import Answer, Decision, Phrasing
from forum.models import Duplicate


def learn(duplicate: Duplicate, **kwargs: Any) -> None:
    """Receiver of `duplicate_confirmed`. Nothing to learn where the original was given no answer,
    or one that did not help."""
    decision = (
        Decision.objects.select_related("answer", "feedback")
        .filter(topic=duplicate.original_id)
        .first()
    )
    if decision is None or decision.answer is None or _did_not_help(decision):
        return
    with transaction.atomic():
        Phrasing.objects.get_or_create(
            answer=decision.answer,
            text=duplicate.topic.title,
            defaults={"from_topic": duplicate.topic},
        )
        decision.answer.save()


def unlearn(duplicate: Duplicate, **kwargs: Any) -> None:
    """Receiver of `duplicate_undone`: what was learnt from the topic is forgotten."""
    with transaction.atomic():
        for answer in Answer.objects.filter(phrasings__from_topic=duplicate.topic_id):
            answer.phrasings.filter(from_topic=duplicate.topic_id).delete()
            answer.save()


def _did_not_help(decision: Decision) -> bool:
    feedback = getattr(decision, "feedback", None)
    return feedback is not None and not feedback.helped
