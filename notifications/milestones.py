"""Telling an asker, and the officer in charge, that many have the question too."""

from datetime import datetime
from typing import Any

from forum.models import Topic
from notifications.announcing import announce
from notifications.kinds import ME_TOO

MILESTONES = (5, 10, 25, 50, 100, 250, 500, 1_000)


def tell(topic: Topic, **kwargs: Any) -> None:
    """Receiver of `me_too_counted`."""
    notify(Topic.objects.select_related("author", "ticket__assignee").get(pk=topic.pk))


def notify(topic: Topic) -> int:
    """Tell of the highest milestone reached. Returns how many are told now."""
    reached = [count for count in MILESTONES if count <= topic.me_too_count]
    if not reached:
        return 0
    people = [person for person in (topic.author, topic.ticket.assignee) if person]
    return announce(ME_TOO, people, topic, step=reached[-1])


def sweep(since: datetime) -> int:
    """Tell of the milestones since then that nobody was told of. Returns how many are told now."""
    topics = Topic.objects.filter(
        me_too_count__gte=MILESTONES[0], reactions__post=None, reactions__at__gte=since
    )
    rows = topics.select_related("author", "ticket__assignee").distinct()
    return sum(notify(topic) for topic in rows.iterator())
