"""What a member may write to the office now."""

from datetime import timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from chat.models import Conversation, Message
from pages import moment
from pages.templatetags.pages_tags import wib

_HOUR = timedelta(hours=1)
# Far above what one person asks or types within an hour.
_CONVERSATIONS_AN_HOUR = 10
_MESSAGES_AN_HOUR = 200


def refusal(user: User, *, opening: bool = False) -> str:
    """Why the member may not write now (`opening`: begin a conversation), in the reader's
    language; "" where they may."""
    if user.suspension:
        return _("You may not post until %(until)s. Reason: %(reason)s") % {
            "until": wib(user.suspension.until),
            "reason": user.suspension.reason,
        }
    if user.is_officer:
        return ""
    since = moment.now() - _HOUR
    lately = Message.objects.filter(author=user, created_at__gt=since)
    begun = Conversation.objects.filter(author=user, created_at__gt=since)
    if lately.count() >= _MESSAGES_AN_HOUR or (opening and begun.count() >= _CONVERSATIONS_AN_HOUR):
        return _("You have posted a lot within an hour. Please wait; your text is kept.")
    return ""
