"""Requests that wait for their asker: warned once, then closed. What `close_waiting` does."""

from datetime import datetime, timedelta

from accounts.models import User
from forum.models import Post, Topic
from notifications.announcing import announce
from notifications.kinds import CLOSING
from notifications.models import Notification
from pages import moment
from servicedesk.clock import Calendar
from servicedesk.models import OpeningHours, Policy
from servicedesk.moves import Status

# A warning in the morning of the last day is a day's warning; runs are never quite a day apart.
_WARNED_BEFORE = timedelta(hours=20)
_A_DAY = timedelta(days=1)


def close_waiting() -> tuple[int, int]:
    """Warn the askers of requests that close tomorrow, and close those whose time is up and who
    were warned. Returns how many were warned and closed; safe to repeat."""
    calendar = OpeningHours.objects.calendar()
    days = Policy.objects.current().close_after_days
    waiting = Topic.objects.filter(ticket__status=Status.WAITING_ASKER)
    warned = closed = 0
    for topic in waiting.select_related("ticket", "author").iterator():
        due = _due(topic, calendar, days)
        if due is None or moment.now() < due - _A_DAY:
            continue
        warning = _warning(topic)
        if warning is None:
            last = _last_post(topic)
            warned += announce(CLOSING, [topic.author], last)
        elif moment.now() >= due and warning.created_at <= moment.now() - _WARNED_BEFORE:
            topic.ticket.move(Status.CLOSED, User.objects.bot())
            closed += 1
    return warned, closed


def _due(topic: Topic, calendar: Calendar, days: int) -> datetime | None:
    """When the request closes: at the end of so many working days after it began to wait."""
    change = topic.ticket.status_changes.filter(to_status=Status.WAITING_ASKER).last()
    return calendar.after_working_days(change.at, days) if change else None


def _last_post(topic: Topic) -> Post:
    """What the asker was last told: each time the request waits anew, it is another post."""
    return topic.posts.latest("created_at", "pk")


def _warning(topic: Topic) -> Notification | None:
    told = Notification.objects.of(CLOSING, _last_post(topic))
    return told.filter(recipient=topic.author).first()
