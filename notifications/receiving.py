"""Replies by e-mail: one message becomes one reply in its topic, or a letter that says why not.

The reply address is a secret that only the member's letters hold, yet forwarded letters take it
along; so the sender must be one of the member's confirmed addresses as well. Letters about a reply
that was not posted go to the member's own address and never to whoever the message claims to be
from: nobody is mailed by way of a forged sender.
"""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils import translation

from accounts.models import User
from forum import trust
from forum.guards import may_reply
from forum.models import Post, Topic
from notifications import addresses, refusals
from notifications.models import Incoming
from notifications.models.incoming import Outcome
from notifications.parsing import Parsed, UnreadableError, parse
from pages.fields import BodyField, with_words
from servicedesk.moves import Status

# More messages an hour than that from one member are no longer answered with a letter.
_MOST_LETTERS = 10


def receive(raw: bytes, recipient: str = "") -> str:
    """Do with one message what is to be done; `recipient` is the address it came to, where the
    mail server says so. Safe to repeat: the same message is one reply. Returns what was done, in
    a word for the log. Raises database errors, and OSError where a letter could not be sent: the
    mail server should try again later.
    """
    try:
        message = parse(raw)
    except UnreadableError:
        return "unreadable"
    if message.is_automatic:
        return "automatic"
    token = addresses.read_reply_address(f"{recipient} {message.recipients}")
    if token is None:
        return "no-address"
    member = User.objects.filter(pk=token.user_id, is_active=True, is_bot=False).first()
    topic = Topic.objects.select_related("ticket", "author").filter(pk=token.topic_id).first()
    if member is None or topic is None:
        return "unknown"
    if Incoming.objects.filter(message=message.name).exists():
        return "repeated"
    return _take(message, member, topic)


def _take(message: Parsed, member: User, topic: Topic) -> Outcome:
    """Post it or say why not, and note what became of it."""
    with translation.override(member.letter_language):
        outcome, reason = _handle(message, member, topic)
    if reason and Incoming.objects.lately(member).count() < _MOST_LETTERS:
        refusals.send(member, topic, outcome, reason)
    Incoming.objects.get_or_create(
        message=message.name, defaults={"member": member, "topic": topic, "outcome": outcome}
    )
    return outcome


def _handle(message: Parsed, member: User, topic: Topic) -> tuple[Outcome, str]:
    """Post the reply. Returns what became of it, and what the member is to be told, if anything:
    a word that the letter's template knows, or a sentence."""
    outcome = _obstacle(message, member, topic)
    if outcome:
        return outcome, outcome.value
    try:
        body = _cleaned(message.text)
    except ValidationError as error:
        return Outcome.EMPTY, " ".join(error.messages)
    _post(message, member, topic, body)
    return Outcome.POSTED, "attachments" if message.has_files else ""


def _obstacle(message: Parsed, member: User, topic: Topic) -> Outcome | None:
    """Why nothing is posted, whatever the message says."""
    if not _is_from(message, member):
        return Outcome.STRANGER
    if member.suspension:
        return Outcome.SUSPENDED
    sees = Topic.objects.visible_to(member).filter(pk=topic.pk, merged_into=None).exists()
    if not sees or not may_reply(member, topic):
        return Outcome.CLOSED
    if message.is_large:
        return Outcome.LARGE
    return Outcome.MANY if trust.standing(member).over_limit else None


def _is_from(message: Parsed, member: User) -> bool:
    confirmed = EmailAddress.objects.filter(user=member, verified=True)
    own = {address.lower() for address in confirmed.values_list("email", flat=True)}
    return len(message.senders) == 1 and message.senders <= own | {member.email.lower()}


def _cleaned(text: str) -> str:
    """The text by the rules of the form on the page. Raises ValidationError."""
    body: str = BodyField().clean(text)
    with_words(body)
    return body


def _post(message: Parsed, member: User, topic: Topic, body: str) -> None:
    """An officer's reply answers the request, as the form on the page proposes."""
    answers = member.is_officer and member.pk != topic.author_id
    Post.objects.reply(
        topic,
        author=member,
        body=body,
        submission=message.name,
        status=Status.ANSWERED if answers else "",
        state=trust.standing(member).state,
    )
