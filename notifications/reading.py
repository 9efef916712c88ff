"""Whoever has read a topic has read what they were told of it."""

from typing import Any

from accounts.models import User
from forum.models import Topic
from notifications import bell
from notifications.models import Notification


def read(topic: Topic, reader: User, **kwargs: Any) -> None:
    """Receiver of `topic_read`."""
    # Asked first: an update of nothing would still wait for SQLite's one write lock.
    if bell.is_unread(reader, topic):
        Notification.objects.filter(recipient=reader, topic=topic).read_all()
        bell.forget(reader)
