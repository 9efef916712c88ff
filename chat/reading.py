"""A page of a conversation, and what is new in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, prefetch_related_objects

from chat.models import Conversation, Message, Participant
from chat.models.message import MessageQuerySet

SIZE = 30
# A tab that slept fetches what it missed in pages of so many.
MOST_NEW = 100
# What stands after the message that a link names.
_AFTER_NAMED = 10


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """Some messages in their order. `older` is the id to read the ones before from, 0 where there
    are none; `is_latest` whether the last message is among them."""

    messages: list[Message]
    older: int
    is_latest: bool


def read_page(conversation: Conversation, *, before: str = "", named: str = "") -> ConversationPage:
    """The messages before the id `before`, or around the message `named`; else the latest ones.
    What cannot be read as either is as if it were not there."""
    rows = _of(conversation)
    end = _number(before) or _after(rows, _number(named))
    if end:
        rows = rows.filter(pk__lt=end)
    found = list(rows.order_by("-pk")[: SIZE + 1])
    messages = found[:SIZE][::-1]
    _complete(conversation, messages)
    is_latest = not messages or messages[-1].pk == conversation.last_id or not end
    return ConversationPage(messages, messages[0].pk if len(found) > SIZE else 0, is_latest)


def new_messages(conversation: Conversation, after: str) -> list[Message]:
    """The messages after this id, the oldest first, MOST_NEW at most."""
    rows = _of(conversation).filter(pk__gt=_number(after))
    messages = list(rows.order_by("pk")[:MOST_NEW])
    _complete(conversation, messages)
    return messages


def seen_by_others(conversation: Conversation, user_id: int) -> int:
    """The id up to which the other side has read: the office for the asker, the asker for the
    office."""
    marks = Participant.objects.filter(conversation=conversation)
    if user_id == conversation.author_id:
        marks = marks.exclude(user=user_id)
    else:
        marks = marks.filter(user=conversation.author_id)
    return marks.aggregate(most=Max("read_up_to"))["most"] or 0


def _of(conversation: Conversation) -> MessageQuerySet:
    rows: Any = conversation.messages.select_related("author")
    return rows


def _complete(conversation: Conversation, messages: Sequence[Message]) -> None:
    for message in messages:
        message.conversation = conversation
    with_files = [message for message in messages if message.attachment_count]
    prefetch_related_objects(with_files, "attachments")


def _after(rows: MessageQuerySet, pk: int) -> int:
    """The id before which a page with the message `pk` ends; 0 where the latest page has it."""
    if not pk:
        return 0
    following = rows.filter(pk__gt=pk).order_by("pk").values_list("pk", flat=True)
    ids = list(following[: SIZE - 1])
    return ids[_AFTER_NAMED] if len(ids) == SIZE - 1 else 0


def _number(text: str) -> int:
    """A key of the database; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
