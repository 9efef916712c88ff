"""Telling of private messages: the asker of what the office writes, the office of what the asker
writes. Whoever has the conversation before them is told only of what they leave unread."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from chat.models import Conversation, Message, Participant
from chat.models.message import Kind
from notifications.announcing import announce
from notifications.kinds import CLOSING_CHAT, MESSAGE
from notifications.models import Notification
from pages import moment
from servicedesk.moves import Status
from servicedesk.officers import officers

# Whoever has read or typed within that time has the conversation open; the sweeper tells them
# later, should they not have seen the message by then.
_IS_OPEN = timedelta(minutes=2)


def tell(message: Message, **kwargs: Any) -> None:
    """Receiver of `message_posted`."""
    notify(message)


def notify(message: Message) -> int:
    """Tell the other side of a message, or of a note about what somebody did, such as asking to
    publish a copy; and the asker of the warning before their request is closed. Returns how many
    are told now."""
    conversation = message.conversation
    if message.kind == Kind.AUTOMATIC:
        return 0
    if message.author.is_bot:
        return _warn(message)
    if message.kind == Kind.OFFICIAL:
        _answered(message)
    by_asker = message.author_id == conversation.author_id
    people = _at_the_office(conversation) if by_asker else [conversation.author]
    absent = _absent(people, message)
    return announce(MESSAGE, absent, message, by=message.author)


def sweep(since: datetime) -> int:
    """Tell of the messages since then that nobody was told of. Returns how many are told now."""
    rows = Message.objects.filter(created_at__gte=since).exclude(kind=Kind.AUTOMATIC)
    loaded = rows.select_related("conversation__ticket", "conversation__author", "author")
    return sum(notify(message) for message in loaded.iterator() if not _is_settled(message))


def _is_settled(message: Message) -> bool:
    """Whether the office needs to hear no more of an asker's message: somebody was told of it or
    answered, or the request was given to others since, who were told of that."""
    if message.kind != Kind.ASKER:
        return False
    conversation = message.conversation
    later = conversation.messages.filter(kind=Kind.OFFICIAL, pk__gt=message.pk)
    given = conversation.ticket.assignments.filter(at__gt=message.created_at)
    return Notification.objects.of(MESSAGE, message).exists() or later.exists() or given.exists()


def _answered(message: Message) -> None:
    """What one officer answered waits for no other."""
    waiting = Notification.objects.filter(
        kind=MESSAGE.code, conversation=message.conversation_id, target_id__lt=message.pk
    ).unread()
    others = waiting.exclude(recipient=message.conversation.author_id)
    if others.exists():
        others.read_all()


def _warn(message: Message) -> int:
    """The site itself notes nothing else than that a conversation is about to be closed."""
    conversation = message.conversation
    if conversation.ticket.status != Status.WAITING_ASKER:
        return 0
    return announce(CLOSING_CHAT, [conversation.author], message)


def _at_the_office(conversation: Conversation) -> list[User]:
    """As few as will do: whoever is in charge; else the officers who wrote in it; else the team's;
    else all who may see it."""
    for people in _circles(conversation):
        able = [
            person
            for person in people
            if person.pk != conversation.author_id and conversation.is_visible_to(person)
        ]
        if able:
            return able
    return []


def _circles(conversation: Conversation) -> Iterator[list[User]]:
    ticket = conversation.ticket
    yield [ticket.assignee] if ticket.assignee else []
    wrote = conversation.messages.filter(kind=Kind.OFFICIAL).values("author")
    yield list(officers().filter(pk__in=wrote))
    yield list(officers().filter(teams=ticket.team_id)) if ticket.team_id else []
    yield list(officers())


def _absent(people: list[User], message: Message) -> list[User]:
    """Those who have neither read the message nor the conversation before them."""
    marks = Participant.objects.filter(conversation=message.conversation_id)
    present = {mark.user_id for mark in marks if _knows(mark, message)}
    return [person for person in people if person.pk not in present]


def _knows(mark: Participant, message: Message) -> bool:
    lately = moment.now() - _IS_OPEN
    is_open = mark.read_at > lately or (mark.typing_at is not None and mark.typing_at > lately)
    return mark.read_up_to >= message.pk or is_open
