"""The kinds of notification: what each is about, who may see it, and how it is told by default.

A kind is one entry here, a sentence in `templates/notifications/kinds/<code>.txt`, and a module
that says who is told and finds what was missed (CONTRIBUTING: to add a kind).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Bounce, User
from autoreply.models import AnswerVersion
from autoreply.models.answer import Audience, State
from chat.models import Conversation, Message
from forum.models import Flag, Post, Topic
from forum.models.state import State as Visibility
from notices.models import Notice
from notifications.kind import Kind, Timing
from pages import moment
from releases.models import Release
from servicedesk.models import Assignment, StatusChange, Ticket


def _officers(user: User) -> bool:
    return user.is_officer


def _moderators(user: User) -> bool:
    return user.may_moderate


def _sees_topic(topic: Topic | None, user: User) -> bool:
    """As `Topic.objects.visible_to`, but that nobody is told of what was deleted."""
    if topic is None or topic.state == Visibility.DELETED:
        return False
    return topic.state == Visibility.PUBLIC or topic.author_id == user.pk or user.may_moderate


def _sees_post(post: Post, user: User) -> bool:
    return post.is_public and _sees_topic(post.topic, user)


def _address(row: Model) -> str:
    address: str = row.get_absolute_url()  # type: ignore[attr-defined]
    return address


def _posts() -> QuerySet[Post]:
    return Post.objects.select_related("topic__ticket", "topic__author", "author")


def _tickets() -> QuerySet[Ticket]:
    return Ticket.objects.select_related("topic__author", "topic__ticket", "conversation__author")


def _topic_of(ticket: Ticket) -> Topic | None:
    return getattr(ticket, "topic", None)


def _conversation_of(ticket: Ticket) -> Conversation | None:
    return getattr(ticket, "conversation", None)


def _sees_request(ticket: Ticket, user: User) -> bool:
    """A private one, whoever may open it; of a topic, whoever may read that."""
    private = _conversation_of(ticket)
    return private.is_visible_to(user) if private else _sees_topic(_topic_of(ticket), user)


def _handles(ticket: Ticket, user: User) -> bool:
    """Whether an officer may know of what is to be done."""
    private = _conversation_of(ticket)
    return user.is_officer and (private is None or private.is_visible_to(user))


def _of_post(code: str, label: str | Promise, **more: Any) -> Kind:
    """A kind that is about a post, and quotes it."""
    return Kind(
        code,
        label,
        rows=_posts,
        sees=_sees_post,
        address=_address,
        topic=lambda post: post.topic,
        quote=lambda post: post.body,
        **more,
    )


def _of_ticket(
    code: str,
    label: str | Promise,
    rows: Callable[[], QuerySet],
    ticket: Callable[[Any], Ticket],
    **more: Any,
) -> Kind:
    """A kind that is about a ticket or something that happened to it."""
    more.setdefault("sees", lambda row, user: _sees_request(ticket(row), user))
    return Kind(
        code,
        label,
        rows=rows,
        address=lambda row: ticket(row).matter.get_absolute_url(),
        topic=lambda row: _topic_of(ticket(row)),
        conversation=lambda row: _conversation_of(ticket(row)),
        **more,
    )


def _versions() -> QuerySet[AnswerVersion]:
    return AnswerVersion.objects.select_related("answer")


def _of_version(code: str, label: str | Promise, **more: Any) -> Kind:
    """A kind that is about a version of a curated answer."""
    return Kind(
        code,
        label,
        rows=_versions,
        **more,
    )


def _sees_answer(version: AnswerVersion, user: User) -> bool:
    answer = version.answer
    return answer.audience == Audience.PUBLIC and answer.state == State.PUBLISHED


def _changes() -> QuerySet[StatusChange]:
    return StatusChange.objects.select_related(
        "ticket__topic__author", "ticket__topic__ticket", "ticket__conversation__author"
    )


def _assignments() -> QuerySet[Assignment]:
    return Assignment.objects.select_related(
        "ticket__topic__author",
        "ticket__topic__ticket",
        "ticket__conversation__author",
        "team",
        "by",
    )


def _of_message(code: str, label: str | Promise, **more: Any) -> Kind:
    """A kind that is about a private message, of which no letter tells the content."""
    return Kind(
        code,
        label,
        rows=lambda: Message.objects.select_related("conversation__ticket"),
        sees=lambda message, user: message.conversation.is_visible_to(user),
        address=_address,
        conversation=lambda message: message.conversation,
        **more,
    )


REPLY = _of_post("reply", _("Replies in topics you follow"), is_turn=True)
MENTION = _of_post("mention", _("Somebody mentions you"), is_turn=True)
STATUS = _of_ticket(
    "status", _("The status of your request changes"), _changes, lambda change: change.ticket
)
AUTOMATIC = _of_post("automatic", _("Automatic answers to your questions"), email=Timing.DAILY)
SOLUTION = _of_post("solution", _("A reply is marked as the solution"))
DUPLICATE = _of_post("duplicate", _("Your topic is merged, or marked as a duplicate"))
ME_TOO = Kind(
    "me-too",
    _("Many people have your question too"),
    rows=lambda: Topic.objects.select_related("author", "ticket"),
    sees=_sees_topic,
    address=_address,
    topic=lambda topic: topic,
    email=Timing.WEEKLY,
)
CLOSING = _of_post(
    "closing",
    _("Your request is about to be closed"),
    advice=_("Replying keeps the request open, and also opens it again later."),
    is_turn=True,
)
MESSAGE = _of_message("message", _("Private messages to you"), letter_after=timedelta(minutes=2))
CLOSING_CHAT = _of_message(
    "closing-chat",
    _("Your private request is about to be closed"),
    advice=_("Writing keeps the request open, and also opens it again later."),
)
ANSWER = _of_version(
    "answer",
    _("An answer you rely on changes"),
    sees=_sees_answer,
    address=lambda version: version.answer.get_absolute_url(),
    quote=lambda version: version.content["body"],
)
ASSIGNMENT = _of_ticket(
    "assignment",
    _("A request is given to you or your team"),
    _assignments,
    lambda assignment: assignment.ticket,
    sees=lambda assignment, user: _handles(assignment.ticket, user),
    audience=_officers,
)
DUE = _of_ticket(
    "due",
    _("A request is due soon"),
    _tickets,
    lambda ticket: ticket,
    sees=lambda ticket, user: ticket.due_at is not None and _handles(ticket, user),
    audience=_officers,
)
FLAG = Kind(
    "flag",
    _("A post is reported"),
    rows=lambda: Flag.objects.select_related("post__topic"),
    sees=lambda flag, user: user.may_moderate,
    address=lambda flag: reverse("forum:moderation_queue"),
    audience=_moderators,
)
REVIEW = _of_version(
    "review",
    _("An answer is to be reviewed"),
    sees=lambda version, user: user.is_officer,
    address=lambda version: reverse("autoreply:curated", args=[version.answer_id]),
    advice=_("Until somebody says that it still holds, or changes it, it keeps answering."),
    audience=_officers,
)
RELEASE = Kind(
    "release",
    _("Data you wait for, or subscribed to, are released"),
    rows=lambda: Release.objects.select_related("subject"),
    sees=lambda release, user: release.published_at is not None,
    address=_address,
    quote=lambda release: release.summary,
    gathers=timedelta(minutes=10),
    together=lambda: reverse("releases:release_list"),
)
GUIDANCE = Kind(
    "guidance",
    _("Guidance and announcements of the office"),
    rows=lambda: Notice.objects.all(),
    sees=lambda notice, user: notice.valid_from <= moment.today(),
    address=_address,
    quote=lambda notice: notice.body,
    email=Timing.OFF,
)
BOUNCE = Kind(
    "bounce",
    _("E-mails to you come back"),
    rows=lambda: Bounce.objects.all(),
    sees=lambda bounce, user: bounce.address == user.email.lower(),
    address=lambda bounce: reverse("notifications:preferences"),
    email=Timing.OFF,
)

# In the order of the settings page.
KINDS = {
    kind.code: kind
    for kind in (
        REPLY,
        MENTION,
        STATUS,
        AUTOMATIC,
        SOLUTION,
        DUPLICATE,
        ME_TOO,
        CLOSING,
        MESSAGE,
        CLOSING_CHAT,
        ANSWER,
        RELEASE,
        GUIDANCE,
        BOUNCE,
        ASSIGNMENT,
        DUE,
        FLAG,
        REVIEW,
    )
}


def offered_to(user: User) -> list[Kind]:
    """The kinds this person can be told of and has a say in."""
    return [kind for kind in KINDS.values() if kind is not BOUNCE and kind.audience(user)]
