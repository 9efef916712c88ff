"""Telling the followers of a topic that it was merged into another."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from accounts.models import User
from forum.models import Event, Post, Topic
from forum.models.event import Act
from notifications.announcing import announce
from notifications.kinds import DUPLICATE
from notifications.models import Notification


def tell(topic: Topic, **kwargs: Any) -> None:
    """Receiver of `topic_merged`: what was told of the old topic belongs to the new one now."""
    Notification.objects.filter(topic=topic).update(topic=topic.merged_into)
    notify(topic)


def notify(topic: Topic) -> int:
    """Tell whoever followed the merged topic, but the one who merged it. They are shown where its
    question stands now. Returns how many are told now."""
    event = _merging(topic)
    question = _question(topic)
    if event is None or question is None:
        return 0
    people = User.objects.filter(Q(follows__topic=topic) | Q(pk=topic.author_id)).distinct()
    return announce(DUPLICATE, people, question, by=event.by)


def sweep(since: datetime) -> int:
    """Tell of the merges since then that nobody was told of. Returns how many are told now."""
    merging = Event.objects.filter(
        topic=OuterRef("merged_into"), act=Act.MERGED, note=OuterRef("title")
    )
    merged = Topic.objects.exclude(merged_into=None).annotate(
        merged_at=Subquery(merging.order_by("-at").values("at")[:1])
    )
    return sum(notify(topic) for topic in merged.filter(merged_at__gte=since).iterator())


def _merging(topic: Topic) -> Event | None:
    events = Event.objects.filter(topic=topic.merged_into_id, act=Act.MERGED, note=topic.title)
    return events.select_related("by").last()


def _question(topic: Topic) -> Post | None:
    """What was the topic's question: the asker's first post that was written when it opened."""
    posts = Post.objects.select_related("topic__author", "author")
    here = posts.filter(topic=topic.merged_into_id, author=topic.author_id)
    return here.filter(created_at=topic.created_at).first()
