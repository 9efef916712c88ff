"""Telling askers that the status of their request changed, unless somebody wrote so already."""

from datetime import datetime
from typing import Any

from chat.models import Message
from forum.models import Event, Post
from forum.models.event import Act
from notifications.announcing import announce
from notifications.kinds import STATUS
from notifications.replies import AT_ONCE
from servicedesk.models import StatusChange
from servicedesk.moves import Status


def tell(change: StatusChange, **kwargs: Any) -> None:
    """Receiver of `status_changed`."""
    row = STATUS.rows().filter(pk=change.pk).select_related("by").first()
    if row is not None:
        notify(row)


def notify(change: StatusChange) -> int:
    """Tell the asker. Not of a duplicate, which is told by itself, nor of what goes with a reply,
    a message or a solution. Returns how many are told now."""
    asker = change.ticket.matter.author
    if change.by_id == asker.pk or change.to_status == Status.DUPLICATE:
        return 0
    if _goes_with_more(change):
        return 0
    return announce(STATUS, [asker], change, by=change.by)


def sweep(since: datetime) -> int:
    """Tell of the changes since then that nobody was told of. Returns how many are told now."""
    rows = STATUS.rows().filter(at__gte=since).select_related("by")
    return sum(notify(change) for change in rows.iterator())


def _goes_with_more(change: StatusChange) -> bool:
    about_then = (change.at - AT_ONCE, change.at + AT_ONCE)
    ticket, by = change.ticket_id, change.by_id
    posts = Post.objects.filter(topic__ticket=ticket, author=by, created_at__range=about_then)
    said = Message.objects.filter(
        conversation__ticket=ticket, author=by, created_at__range=about_then
    )
    solved = Event.objects.filter(topic__ticket=ticket, act=Act.SOLVED, by=by, at__range=about_then)
    return posts.exists() or said.exists() or solved.exists()
