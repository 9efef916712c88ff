"""Whoever has read a topic has read what they were told of it."""

from typing import Any

from accounts.models import User
from forum.models import Topic
from notifications.models import Notification


def read(topic: Topic, reader: User, **kwargs: Any) -> None:
    """Receiver of `topic_read`."""
    unread = Notification.objects.filter(recipient=reader, topic=topic).unread()
    # Asked first: an update of nothing would still wait for SQLite's one write lock.
    if unread.exists():
        unread.read_all()
