"""Telling askers that the status of their request changed, unless a post says so already."""

from datetime import datetime
from typing import Any

from forum.models import Event, Post, Topic
from forum.models.event import Act
from notifications.announcing import announce
from notifications.kinds import STATUS
from notifications.replies import AT_ONCE
from servicedesk.models import StatusChange
from servicedesk.moves import Status


def tell(change: StatusChange, **kwargs: Any) -> None:
    """Receiver of `status_changed`."""
    topic = Topic.objects.select_related("author").filter(ticket=change.ticket_id).first()
    if topic is not None:
        notify(change, topic)


def notify(change: StatusChange, topic: Topic) -> int:
    """Tell the asker. Not of a duplicate, which is told by itself, nor of what goes with a reply
    or a solution. Returns how many are told now."""
    if change.by_id == topic.author_id or change.to_status == Status.DUPLICATE:
        return 0
    if _goes_with_more(change, topic):
        return 0
    return announce(STATUS, [topic.author], change, by=change.by)


def sweep(since: datetime) -> int:
    """Tell of the changes since then that nobody was told of. Returns how many are told now."""
    changes = StatusChange.objects.filter(at__gte=since, ticket__topic__isnull=False)
    rows = changes.select_related("ticket__topic__author", "by")
    return sum(notify(change, change.ticket.topic) for change in rows.iterator())


def _goes_with_more(change: StatusChange, topic: Topic) -> bool:
    about_then = (change.at - AT_ONCE, change.at + AT_ONCE)
    posts = Post.objects.filter(topic=topic, author=change.by_id, created_at__range=about_then)
    solved = Event.objects.filter(topic=topic, act=Act.SOLVED, by=change.by_id)
    return posts.exists() or solved.filter(at__range=about_then).exists()
