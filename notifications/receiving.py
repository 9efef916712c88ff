"""Replies by e-mail: one message becomes one reply in its topic, or a letter that says why not.

The reply address is a secret that only the member's letters hold, yet forwarded letters take it
along; so the sender must be one of the member's confirmed addresses as well. Letters about a reply
that was not posted go to the member's own address and never to whoever the message claims to be
from: nobody is mailed by way of a forged sender.
"""

import hashlib
import logging
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from uuid import UUID, uuid5

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from forum import trust
from forum.guards import may_reply
from forum.models import Post, Topic
from notifications import addresses, refusals
from notifications.automatic import is_automatic
from notifications.models import Incoming
from notifications.models.incoming import Outcome
from notifications.quotes import reply_text
from pages.fields import BodyField, with_words
from servicedesk.moves import Status

logger = logging.getLogger(__name__)

# More than any reply with a few pictures; of a larger message only the head is read.
MOST_BYTES = 10 * 1024 * 1024
# More messages an hour than that from one member are no longer answered with a letter.
_MOST_LETTERS = 10
_NAMESPACE = UUID("5f0f4a5e-6b0d-5c39-9b0a-6a6d1f0c7a11")
_ADDRESS_HEADERS = ("X-Original-To", "Delivered-To", "Envelope-To", "To", "Cc")


def receive(raw: bytes, recipient: str = "") -> str:
    """Do with one message what is to be done; `recipient` is the address it came to, where the
    mail server says so. Safe to repeat: the same message is one reply. Returns what was done, in
    a word for the log. Raises database errors, and OSError where a letter could not be sent: the
    mail server should try again later.
    """
    message = message_from_bytes(raw[:MOST_BYTES], policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what the default policy makes
    if is_automatic(message):
        return "automatic"
    token = addresses.read_reply_address(" ".join([recipient, *_recipients(message)]))
    if token is None:
        return "no-address"
    member = User.objects.filter(pk=token.user_id, is_active=True, is_bot=False).first()
    topic = Topic.objects.select_related("ticket", "author").filter(pk=token.topic_id).first()
    if member is None or topic is None:
        return "unknown"
    name = _name(message, raw)
    if Incoming.objects.filter(message=name).exists():
        return "repeated"
    outcome, reason = _handle(message, member, topic, name, is_large=len(raw) > MOST_BYTES)
    if reason and Incoming.objects.lately(member).count() < _MOST_LETTERS:
        refusals.send(member, topic, outcome, reason)
    Incoming.objects.get_or_create(
        message=name, defaults={"member": member, "topic": topic, "outcome": outcome}
    )
    return outcome


def _recipients(message: EmailMessage) -> list[str]:
    return [str(value) for name in _ADDRESS_HEADERS for value in message.get_all(name, [])]


def _name(message: EmailMessage, raw: bytes) -> UUID:
    """One name for one message, however often the mail server brings it."""
    own = str(message.get("Message-ID", "")).strip()
    return uuid5(_NAMESPACE, own or hashlib.sha256(raw).hexdigest())


def _handle(
    message: EmailMessage, member: User, topic: Topic, name: UUID, *, is_large: bool
) -> tuple[Outcome, str]:
    """Post the reply. Returns what became of it, and what the member should be told, if anything;
    a reason that only a letter knows is its outcome's own name."""
    outcome = _obstacle(message, member, topic, is_large=is_large)
    if outcome:
        return outcome, outcome.value
    try:
        body = _cleaned(reply_text(message))
    except ValidationError as error:
        return Outcome.EMPTY, " ".join(error.messages)
    _post(member, topic, body, name)
    has_files = next(message.iter_attachments(), None) is not None
    return Outcome.POSTED, "attachments" if has_files else ""


def _obstacle(
    message: EmailMessage, member: User, topic: Topic, *, is_large: bool
) -> Outcome | None:
    """Why nothing is posted, whatever the message says."""
    if not _is_from(message, member):
        return Outcome.STRANGER
    if member.suspension:
        return Outcome.SUSPENDED
    sees = Topic.objects.visible_to(member).filter(pk=topic.pk, merged_into=None).exists()
    if not sees or not may_reply(member, topic):
        return Outcome.CLOSED
    if is_large:
        return Outcome.LARGE
    return Outcome.MANY if trust.standing(member).over_limit else None


def _is_from(message: EmailMessage, member: User) -> bool:
    senders = {address.lower() for _name, address in getaddresses([str(message.get("From", ""))])}
    confirmed = EmailAddress.objects.filter(user=member, verified=True)
    own = {address.lower() for address in confirmed.values_list("email", flat=True)}
    return len(senders) == 1 and senders <= own | {member.email.lower()}


def _cleaned(text: str) -> str:
    """The text by the rules of the form on the page. Raises ValidationError."""
    body: str = BodyField().clean(text)
    with_words(body)
    return body


def _post(member: User, topic: Topic, body: str, name: UUID) -> None:
    """An officer's reply answers the request, as the form on the page proposes."""
    answers = member.is_officer and member.pk != topic.author_id
    with transaction.atomic():
        Post.objects.reply(
            topic,
            author=member,
            body=body,
            submission=name,
            status=Status.ANSWERED if answers else "",
            state=trust.standing(member).state,
        )
