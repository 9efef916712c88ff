"""A line of the desk: a ticket, how long it waits, and by when something is due, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chat.models import Conversation
from dashboard.queues import SOON_HOURS
from forum.models import Topic
from servicedesk.clock import Calendar
from servicedesk.models import Ticket

_HOUR = 3600
# Beyond so many working hours a date says more than their number.
_COUNTED_HOURS = 40


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: "late", "soon" or "later", and the words for it."""

    kind: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """What the desk shows of a ticket; `waits_since` is its opening, or when the last thing
    happened once an officer has answered."""

    ticket: Ticket
    matter: Topic | Conversation
    count: int
    waits_since: datetime
    due: Due | None


def line(ticket: Ticket, now: datetime, calendar: Calendar) -> Line:
    """The line of a ticket, with how many replies its topic, or messages its conversation has."""
    matter: Any = ticket.matter
    since = matter.last_activity_at if ticket.first_officer_at else ticket.opened_at
    count = matter.reply_count if isinstance(matter, Topic) else matter.message_count - 1
    return Line(ticket, matter, count, since, due_of(ticket, now, calendar))


def due_of(ticket: Ticket, now: datetime, calendar: Calendar) -> Due | None:
    """What is due of a ticket next; None where nothing is."""
    at = ticket.due_at
    if at is None:
        return None
    if at < now:
        return Due("late", _late(calendar.working_seconds(at, now)), at)
    left = calendar.working_seconds(now, at)
    if left > _COUNTED_HOURS * _HOUR:
        day = date_format(localtime(at), "DATE_FORMAT")
        return Due("later", _("due on %(day)s") % {"day": day}, at)
    return Due("soon" if left <= SOON_HOURS * _HOUR else "later", _ahead(left), at)


def _late(seconds: int) -> str:
    """Working time since it was due, in words."""
    if seconds < _HOUR:
        minutes = seconds // 60
        return ngettext(
            "late by %(n)s working minute", "late by %(n)s working minutes", minutes
        ) % {"n": minutes}
    hours = seconds // _HOUR
    return ngettext("late by %(n)s working hour", "late by %(n)s working hours", hours) % {
        "n": hours
    }


def _ahead(seconds: int) -> str:
    """Working time until it is due, in words."""
    if seconds < _HOUR:
        minutes = seconds // 60
        return ngettext("due in %(n)s working minute", "due in %(n)s working minutes", minutes) % {
            "n": minutes
        }
    hours = seconds // _HOUR
    return ngettext("due in %(n)s working hour", "due in %(n)s working hours", hours) % {"n": hours}
