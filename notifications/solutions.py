"""Telling followers, and whoever wrote it, that a reply was marked as the solution."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q

from accounts.models import User
from forum.models import Event
from forum.models.event import Act
from notifications.announcing import announce
from notifications.kinds import SOLUTION


def tell(event: Event, **kwargs: Any) -> None:
    """Receiver of `solution_chosen`."""
    notify(event)


def notify(event: Event) -> int:
    """Tell everybody but whoever chose it. Returns how many are told now."""
    post = event.post
    if post is None:
        return 0
    told = Q(follows__topic=event.topic_id) | Q(pk=post.author_id)
    people = User.objects.filter(told).distinct()
    return announce(SOLUTION, people, post, by=event.by)


def sweep(since: datetime) -> int:
    """Tell of the solutions since then that still stand. Returns how many are told now."""
    events = Event.objects.filter(act=Act.SOLVED, at__gte=since, topic__solution=F("post"))
    rows = events.select_related("post__topic__author", "post__author", "by")
    return sum(notify(event) for event in rows.iterator())
