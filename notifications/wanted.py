"""Whether a delivery that is due is still needed."""

from datetime import timedelta

from accounts.models import Bounce
from notifications import letters
from notifications.kind import Timing
from notifications.kinds import MESSAGE
from notifications.models import Channel, Delivery, Notification, Preference, load_targets
from notifications.models.delivery import State
from notifications.models.preference import Choices
from pages import moment

# A push that came later than that would only startle; the bell still tells.
PUSH_IS_FRESH = timedelta(days=2)
# While messages of one conversation stay unread, one letter in so long is enough.
_ONE_LETTER = timedelta(days=1)


def still_wanted(taken: list[Delivery]) -> list[Delivery]:
    """Those that somebody still needs; the others are dropped, with the reason."""
    load_targets([row.notification for row in taken if row.notification])
    chosen = Preference.objects.of_all({row.recipient_id for row in taken})
    letters_to = [row.recipient.email for row in taken if row.channel == Channel.EMAIL]
    dead = Bounce.objects.among(letters_to) if letters_to else set()
    wanted = []
    for row in taken:
        reason = _obstacle(row, dead) or _second_thought(row, chosen[row.recipient_id])
        if reason:
            row.drop(reason)
        else:
            wanted.append(row)
    return wanted


def _obstacle(row: Delivery, dead: set[str]) -> str:
    """Why its recipient cannot be reached; "" where they can."""
    if not row.recipient.is_active:
        return "inactive"
    if row.channel == Channel.PUSH:
        if row.subscription is None:
            return "gone"
        return "late" if row.created_at < moment.now() - PUSH_IS_FRESH else ""
    return "bounced" if row.recipient.email.lower() in dead else ""


def _second_thought(row: Delivery, chosen: Choices) -> str:
    """Why nobody needs it any more; "" where it is needed."""
    told = row.notification
    if chosen.is_silent(row.channel):
        return "unsubscribed"
    if told and chosen.timing(told.spec, row.channel) == Timing.OFF:
        return "unsubscribed"
    is_letter = row.channel == Channel.EMAIL
    if told is None or (is_letter and row.is_gathering):
        return "" if letters.contents(row) else "read"
    if told.read_at:
        return "read"
    if not told.is_visible:
        return "hidden"
    return "one more" if is_letter and _is_one_more(row, told) else ""


def _is_one_more(row: Delivery, told: Notification) -> bool:
    """Whether a letter about an earlier message of the conversation, unread too, went out lately or
    is about to."""
    if told.kind != MESSAGE.code:
        return False
    earlier = Delivery.objects.filter(
        pk__lt=row.pk,
        channel=row.channel,
        timing=row.timing,
        state__in=(State.QUEUED, State.TAKEN, State.SENT),
        created_at__gt=moment.now() - _ONE_LETTER,
        notification__recipient=row.recipient_id,
        notification__kind=told.kind,
        notification__conversation=told.conversation_id,
        notification__read_at=None,
    )
    return earlier.exists()
