"""The matcher learns from officers: the title of a duplicate is another wording of the answer that
its original was given."""

from typing import Any

from django.db import transaction

from autoreply import curation
from autoreply.models import Decision, Phrasing
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
    text = duplicate.topic.title
    with transaction.atomic():
        if not decision.answer.phrasings.filter(text=text).exists():
            curation.add_wording(decision.answer, text, duplicate.decided_by)
            decision.answer.phrasings.filter(text=text).update(from_topic=duplicate.topic)


def unlearn(duplicate: Duplicate, **kwargs: Any) -> None:
    """Receiver of `duplicate_undone`: what was learnt from the topic is forgotten."""
    with transaction.atomic():
        rows = Phrasing.objects.filter(from_topic=duplicate.topic_id).select_related("answer")
        for phrasing in rows:
            curation.drop_wording(phrasing.answer, phrasing.text, duplicate.decided_by)


def _did_not_help(decision: Decision) -> bool:
    feedback = getattr(decision, "feedback", None)
    return feedback is not None and not feedback.helped
