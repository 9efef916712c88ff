"""Conversations that wait for their asker: warned once, then closed. `manage.py close_waiting` does
this."""

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from chat.models import Conversation, Message
from chat.models.message import Kind
from pages import moment
from servicedesk.models import OpeningHours, Policy
from servicedesk.moves import Status

# A warning in the morning of the last day is a day's warning; runs are never quite a day apart.
_WARNED_BEFORE = timedelta(hours=20)
_A_DAY = timedelta(days=1)


def close_waiting() -> tuple[int, int]:
    """Warn in the conversations that close tomorrow, and close those whose time is up and which
    hold a warning. Returns how many were warned and closed; safe to repeat."""
    calendar = OpeningHours.objects.calendar()
    days, bot = Policy.objects.current().close_after_days, User.objects.bot()
    waiting = Conversation.objects.filter(ticket__status=Status.WAITING_ASKER)
    warned = closed = 0
    for conversation in waiting.select_related("ticket", "author").order_by("pk"):
        since = _since(conversation)
        due = calendar.after_working_days(since, days) if since else None
        if since is None or due is None or moment.now() < due - _A_DAY:
            continue
        warning = _warning(conversation, since)
        if warning is None:
            _warn(conversation, bot)
            warned += 1
        elif moment.now() >= due and warning.created_at <= moment.now() - _WARNED_BEFORE:
            conversation.ticket.move(Status.CLOSED, bot)
            closed += 1
    return warned, closed


def _since(conversation: Conversation) -> datetime | None:
    """When it began to wait."""
    change = conversation.ticket.status_changes.filter(to_status=Status.WAITING_ASKER).last()
    return change.at if change else None


def _warning(conversation: Conversation, since: datetime) -> Message | None:
    """The site's note during this wait by the bot, which notes nothing else."""
    notes = conversation.messages.filter(kind=Kind.SYSTEM, author__is_bot=True)
    return notes.filter(created_at__gte=since).last()


def _warn(conversation: Conversation, bot: User) -> None:
    with translation.override("id"):
        body = _("This conversation is closed tomorrow unless you write. You can reopen it.")
    Message.objects.note(conversation, body, bot)
