"""Whether anything the desk shows has changed, told without reading what it shows."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model, Subquery

from accounts.models import User
from autoreply.models import Decision, Feedback
from chat.models import Conversation, Message
from forum.models import Event, Flag, Post, Topic
from servicedesk.models import Assignment, InternalNote, StatusChange

# Whatever happens to a request leaves a row in one of these.
_TRACES: tuple[type[Model], ...] = (
    Topic, Post, Conversation, Message, Event, StatusChange, Assignment, InternalNote, Decision,
    Feedback, Flag,
)  # fmt: skip
TRACES = len(_TRACES)
# What time alone changes, and what is changed in place, such as a report that was closed, is seen
# after so many seconds.
_AT_LATEST = 120


def latest(*more: type[Model]) -> list[Subquery]:
    """The newest row of each table that leaves traces, from the ends of their indexes."""
    tables = (*_TRACES, *more)
    return [Subquery(model._default_manager.order_by("-pk").values("pk")[:1]) for model in tables]


def text(numbers: Iterable[int | None], now: datetime) -> str:
    """What `latest` gave, as a text that changes with what the desk shows."""
    slot = int(now.timestamp()) // _AT_LATEST
    return "-".join(str(number or 0) for number in (slot, *numbers))


def version(officer: User, now: datetime, *more: type[Model]) -> str:
    """That text, in one query; it changes as well when a row is added to one of `more`."""
    return text(User.objects.filter(pk=officer.pk).values_list(*latest(*more)).get(), now)
