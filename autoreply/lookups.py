"""What people look up: recorded without a name, so that what is missing can be written."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from autoreply.matters import Matter, key
from autoreply.models import Answer, Lookup
from chat.models import Conversation
from forum.models import Topic
from pages import moment
from pages.limits import is_over
from pages.masking import mask

# The parameter that carries a visit from the box to the answer opened or the topic asked.
PARAMETER = "dari"
# Kept for a year: a season comes back once.
_KEPT = timedelta(days=365)
_A_DAY = timedelta(days=1)
_MOST_A_MINUTE = 60
_TYPED_AT_LEAST = 3


def record(request: HttpRequest, text: str, answers: int, topics: int) -> str:
    """Remember a lookup; returns the token of the visit, "" where nothing is worth remembering:
    too short a text, or an address that asks faster than people type."""
    token = request.GET.get(PARAMETER, "")
    if len(text) < _TYPED_AT_LEAST or is_over(request, "lookup", _MOST_A_MINUTE, 60):
        return ""
    return str(Lookup.objects.record(token, text, answers=answers, topics=topics))


def opened(request: HttpRequest, answer: Answer) -> None:
    """The visit led to this answer."""
    token = request.GET.get(PARAMETER, "")
    if token:
        Lookup.objects.visit(token).update(opened=answer)


def asked(topic: Topic, **kwargs: Any) -> None:
    """Receiver of `topic_opened`: the latest lookup of the very same words led to this topic. The
    words are all that is known of whoever looked it up."""
    _led_to(topic)


def asked_in_private(conversation: Conversation, **kwargs: Any) -> None:
    """Receiver of `conversation_opened`: the same for a conversation."""
    _led_to(conversation)


def _led_to(matter: Matter) -> None:
    since = moment.now() - _A_DAY
    same = Lookup.objects.filter(text=mask(matter.title), topic=None, conversation=None)
    latest = same.filter(at__gte=since).order_by("-at").first()
    if latest:
        Lookup.objects.filter(pk=latest.pk).update(**key(matter))


def forget() -> int:
    """Delete what was looked up too long ago. Returns how many lookups."""
    deleted, _ = Lookup.objects.filter(at__lt=moment.now() - _KEPT).delete()
    return deleted
