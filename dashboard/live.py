"""How things stand for an open page, told in one query: what `live.js` asks again and again.

It says numbers and no contents: a page that sees them change asks the page of the app, which asks
in turn who may read it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, Max, OuterRef, Subquery
from django.utils.translation import ngettext

from accounts.models import User
from chat.models import Conversation, Participant
from dashboard import desk_version
from forum.models import Topic
from notifications.models import Notification
from servicedesk.officers import officers


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: the conversation and the topic with these ids (0: none), and whether the
    desk. `replies` are those of the topic that its reader has seen."""

    conversation: int = 0
    topic: int = 0
    replies: int = 0
    desk: bool = False


def state(user: User | AnonymousUser, page: Page, now: datetime) -> dict[str, Any]:
    """How things stand, as JSON: `bell` with the number of unread notifications; `conversation`
    with its last message and a text that changes with all else about it; `topic` with how many
    replies are new; `desk` with its version. What the reader may not see is left out."""
    row = _row(user, page)
    found: dict[str, Any] = {}
    if isinstance(user, User):
        found["bell"] = _bell(row.get("unread") or 0)
    if row.get("last_id"):
        stands = "-".join(str(row[name] or 0) for name in _STANDS)
        found["conversation"] = {"last": row["last_id"], "stands": stands}
    if row.get("replies") is not None:
        found["topic"] = _replies(max(row["replies"] - page.replies, 0))
    if row.get("is_officer"):
        numbers = [row[f"trace_{number}"] for number in range(len(desk_version.latest()))]
        found["desk"] = desk_version.text(numbers, now)
    return found


def _row(user: User | AnonymousUser, page: Page) -> dict[str, Any]:
    """All that is asked for in one row. Whoever asks for a conversation that is not theirs costs
    another query."""
    topics = Topic.objects.public().filter(pk=page.topic)
    if not isinstance(user, User):
        row = topics.values(replies=F("reply_count")).first() if page.topic else None
        return dict(row or {})
    wanted: dict[str, Any] = {"unread": _unread(user)}
    if page.topic:
        wanted["replies"] = Subquery(topics.values("reply_count"))
    if page.desk:
        wanted["is_officer"] = Exists(officers().filter(pk=user.pk))
        wanted |= {f"trace_{n}": latest for n, latest in enumerate(desk_version.latest())}
    if page.conversation:
        mine = Conversation.objects.visible_to(user).filter(pk=page.conversation)
        found = mine.annotate(**_standing(user)).values("last_id", *_STANDS, **wanted).first()
        if found:
            return dict(found)
    return dict(User.objects.filter(pk=user.pk).values(**wanted).get())


# What changes how a conversation looks, besides its messages.
_STANDS = ("ticket__status", "ticket__assignee", "ticket__team", "most_read", "is_typed_in")


def _standing(user: User) -> dict[str, Any]:
    others = Participant.objects.filter(conversation=OuterRef("pk")).besides(user)
    most = others.order_by().values("conversation").annotate(most=Max("read_up_to"))
    return {"most_read": Subquery(most.values("most")), "is_typed_in": Exists(others.typing())}


def _unread(user: User) -> Subquery:
    rows = Notification.objects.filter(recipient=user).unread().order_by()
    return Subquery(rows.values("recipient").annotate(count=Count("pk")).values("count"))


def _bell(unread: int) -> dict[str, Any]:
    words = ngettext("%(n)s unread notification", "%(n)s unread notifications", unread)
    return {"unread": unread, "words": words % {"n": unread}}


def _replies(new: int) -> dict[str, Any]:
    words = ngettext("%(n)s new reply", "%(n)s new replies", new) % {"n": new}
    return {"new": new, "words": words}
