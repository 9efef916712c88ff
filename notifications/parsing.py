"""One message as it came, read into the few things a reply needs."""

import hashlib
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from uuid import UUID, uuid5

from notifications.automatic import is_automatic
from notifications.quotes import reply_text

# More than any reply with a few pictures; of a larger message only the beginning is read.
MOST_BYTES = 10 * 1024 * 1024
_NAMESPACE = UUID("5f0f4a5e-6b0d-5c39-9b0a-6a6d1f0c7a11")
_ADDRESS_HEADERS = ("X-Original-To", "Delivered-To", "Envelope-To", "To", "Cc")


class UnreadableError(ValueError):
    """No mail program writes such a message."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """`name` is one for the same message, however often it comes; `senders` are in lower case."""

    name: UUID
    is_automatic: bool
    is_large: bool
    senders: frozenset[str]
    recipients: str
    text: str
    has_files: bool


def parse(raw: bytes) -> Parsed:
    """Read the message. Raises UnreadableError."""
    try:
        message = message_from_bytes(raw[:MOST_BYTES], policy=policy.default)
        return _parsed(message, raw)
    except Exception as error:  # the library raises IndexError and more for a malformed head
        raise UnreadableError(type(error).__name__) from error


def _parsed(message: EmailMessage, raw: bytes) -> Parsed:
    own_name = str(message.get("Message-ID", "")).strip()
    senders = getaddresses([str(message.get("From", ""))])
    automatic = is_automatic(message)
    return Parsed(
        name=uuid5(_NAMESPACE, own_name or hashlib.sha256(raw).hexdigest()),
        is_automatic=automatic,
        is_large=len(raw) > MOST_BYTES,
        senders=frozenset(address.lower() for _name, address in senders),
        recipients=" ".join(_values(message, _ADDRESS_HEADERS)),
        text="" if automatic else reply_text(message),
        has_files=next(message.iter_attachments(), None) is not None,
    )


def _values(message: EmailMessage, names: tuple[str, ...]) -> list[str]:
    return [str(value) for name in names for value in message.get_all(name, [])]
