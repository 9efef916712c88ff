"""Pieces of the responder on the forum's pages."""

from typing import Any

from django import template

from autoreply import engine
from autoreply.forms import FeedbackForm
from autoreply.matters import Matter, key
from autoreply.models import Decision
from autoreply.models.decision import Outcome

register = template.Library()


@register.simple_tag
def decision_of(matter: Matter) -> Decision | None:
    """The responder's decision about a topic or conversation, with the answer given and the
    feedback on it."""
    decisions = Decision.objects.select_related("answer", "version", "feedback")
    return decisions.filter(**key(matter)).first()


@register.inclusion_tag("autoreply/_feedback.html", takes_context=True)
def feedback_box(context: dict[str, Any], decision: Decision) -> dict[str, Any]:
    """ "Did this help?", for the asker alone; everybody else sees nothing."""
    user = context["user"]
    asks = user.is_authenticated and user.pk == decision.matter.author_id
    to_choose = asks and decision.outcome == Outcome.CHOOSE and decision.chosen_at is None
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "decision": decision,
        "feedback": getattr(decision, "feedback", None),
        "asks": asks,
        "offered": decision.offered.firing() if to_choose else [],
        "form": FeedbackForm(),
    }


@register.inclusion_tag("autoreply/_explanation.html")
def explanation(decision: Decision) -> dict[str, Any]:
    """Why the responder did what it did, for officers."""
    return {
        "decision": decision,
        "candidates": decision.explanation.get("candidates", []),
        "unknown": decision.explanation.get("unknown", []),
        "rules": decision.explanation.get("rules", []),
    }


@register.inclusion_tag("autoreply/_answers_near.html")
def answers_near(question: str) -> dict[str, Any]:
    """The curated answers nearest to what is searched for."""
    return {"answers": engine.nearest(question)}
