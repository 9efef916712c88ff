"""How things stand for an open page, told in one query: what `live.js` asks again and again.

It says numbers and no contents: a page that sees them change asks the page of the app, which asks
in turn who may read it. Every open page asks, so that each kind of question is put together once.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet, Subquery
from django.utils.translation import ngettext

from accounts.models import User
from chat.models import Conversation, Participant
from chat.models.participant import TYPES_FOR
from dashboard import desk_version
from forum.models import Topic
from notifications import bell
from pages.prepared import Prepared
from servicedesk.officers import officers


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: the conversation and the topic with these ids (0: none), and whether the
    desk. `replies` are those of the topic that its reader has seen; `office`: the
    conversation is somebody else's, and its reader an officer."""

    conversation: int = 0
    topic: int = 0
    replies: int = 0
    desk: bool = False
    office: bool = False


def state(user: User | AnonymousUser, page: Page, now: datetime) -> dict[str, Any]:
    """How things stand, as JSON: `bell` with the number of unread notifications; `conversation`
    with its last message and a text that changes with all else about it; `topic` with how many
    replies are new; `desk` with its version. What the reader may not see is left out."""
    row = _row(user, page, now)
    found: dict[str, Any] = {}
    if isinstance(user, User):
        found["bell"] = _bell(row.get("unread") or 0)
    if row.get("last_id"):
        stands = "-".join(str(row[name] or 0) for name in _STANDS)
        found["conversation"] = {"last": row["last_id"], "stands": stands}
    if row.get("replies") is not None:
        found["topic"] = _replies(max(row["replies"] - page.replies, 0))
    if row.get("is_officer"):
        numbers = [row[f"trace_{number}"] for number in range(desk_version.TRACES)]
        found["desk"] = desk_version.text(numbers, now)
    return found


def _row(user: User | AnonymousUser, page: Page, now: datetime) -> dict[str, Any]:
    """All that is asked for in one row. Whoever asks for a conversation they may not read costs
    another query."""
    asked = {"topic": page.topic, "conversation": page.conversation, "since": now - TYPES_FOR}
    if not isinstance(user, User):
        return (_of_stranger().first(**asked) if page.topic else None) or {}
    asked["user"] = user.pk
    kind = (bool(page.topic), page.desk, user.is_superuser)
    whose = ("office" if page.office else "own") if page.conversation else ""
    found = _of_member(whose, *kind).first(**asked)
    return found or _of_member("", *kind).first(**asked) or {}


_KINDS = {"topic": int, "conversation": int, "since": datetime, "user": int}


@cache
def _of_stranger() -> Prepared:
    return Prepared(lambda topic, **_rest: _replies_of(topic).values("replies"), **_KINDS)


@cache
def _of_member(whose: str, in_topic: bool, at_desk: bool, is_admin: bool) -> Prepared:
    """The question of a page that shows these. For an own conversation it is far shorter than for
    one that an officer reads."""

    def build(user: int, conversation: int, topic: int, since: datetime) -> QuerySet:
        reader = User(pk=user, is_superuser=is_admin)
        wanted: dict[str, Any] = {"unread": _unread(reader)}
        if in_topic:
            wanted["replies"] = Subquery(_replies_of(topic).values("replies"))
        if at_desk:
            wanted["is_officer"] = Exists(officers().filter(pk=user))
            wanted |= {f"trace_{n}": latest for n, latest in enumerate(desk_version.latest())}
        if not whose:
            return User.objects.filter(pk=user).values(**wanted)
        rows = Conversation.objects.filter(pk=conversation)
        mine = rows.visible_to(reader) if whose == "office" else rows.filter(author=user)
        standing = _standing(reader, since)
        return mine.annotate(**standing).values("last_id", *_TICKET, *standing, **wanted)

    return Prepared(build, **_KINDS)


def _replies_of(topic: int) -> QuerySet:
    return Topic.objects.public().filter(pk=topic).annotate(replies=F("reply_count"))


# What changes how a conversation looks, besides its messages.
_TICKET = ("ticket__status", "ticket__assignee", "ticket__team")
_STANDS = (*_TICKET, "most_read", "is_typed_in")


def _standing(user: User, since: datetime) -> dict[str, Any]:
    others = Participant.objects.filter(conversation=OuterRef("pk")).besides(user)
    most = others.order_by().values("conversation").annotate(most=Max("read_up_to"))
    typing = Exists(others.filter(typing_at__gt=since))
    return {"most_read": Subquery(most.values("most")), "is_typed_in": typing}


def _unread(user: User) -> Subquery:
    rows = bell.lines(user).order_by()
    return Subquery(rows.values("recipient").annotate(count=Count("pk")).values("count"))


def _bell(unread: int) -> dict[str, Any]:
    unread = min(unread, bell.MOST_SHOWN)
    words = ngettext("%(n)s unread notification", "%(n)s unread notifications", unread)
    return {"unread": unread, "shown": bell.in_short(unread), "words": words % {"n": unread}}


def _replies(new: int) -> dict[str, Any]:
    words = ngettext("%(n)s new reply", "%(n)s new replies", new) % {"n": new}
    return {"new": new, "words": words}
