"""Which topics and posts a reader may open."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from forum.models import Post, Topic


def get_visible_topic(request: HttpRequest, topic_id: int) -> Topic:
    """The topic, for everybody: topics are public. Raises Http404."""
    return get_object_or_404(Topic.objects.with_head(), pk=topic_id)


def get_parent(topic: Topic, parent_id: int | None) -> Post | None:
    """The post of this topic to reply to; None for the topic itself. Raises Http404."""
    if parent_id is None:
        return None
    parent = get_object_or_404(Post, topic=topic, pk=parent_id)
    return parent if parent.path else None
