"""The first draft of a public copy: what was said in a conversation, with people masked."""

import re

from chat.models import Conversation
from chat.models.message import Kind
from pages.masking import mask, mask_names

# Account and file numbers; figures are written with dots.
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{9,}(?![\d.,]?\d)")
_MOST = 200
_SEPARATOR = "\n\n"


def cleaned(text: str, names: list[str]) -> str:
    """The text without names, e-mail addresses, identity, phone and other long numbers."""
    return _LONG_NUMBER.sub("[nomor]", mask_names(mask(text), names))


def first_draft(conversation: Conversation) -> dict[str, str]:
    """Title, question and answer to begin from: the asker's messages, and the officers'."""
    rows = list(conversation.messages.select_related("author").order_by("pk")[:_MOST])
    names = sorted({conversation.author.display_name, *(row.author.display_name for row in rows)})
    by_kind = {
        kind: _SEPARATOR.join(row.body for row in rows if row.kind == kind and row.body)
        for kind in (Kind.ASKER, Kind.OFFICIAL)
    }
    return {
        "title": cleaned(conversation.title, names),
        "question": cleaned(by_kind[Kind.ASKER], names),
        "answer": cleaned(by_kind[Kind.OFFICIAL], names),
    }
