"""Telling people that somebody replied."""

import logging
from typing import Any

from django.db.models import Q

from accounts.models import CURATOR, OFFICER, User
from forum.models import Post
from forum.models.post import Kind as PostKind
from notifications.mailing import send
from notifications.models import Kind, Notification

logger = logging.getLogger(__name__)


def tell(post: Post, **kwargs: Any) -> None:
    """Receiver of `post_added`. A failure never costs the reply; `notify_pending` makes it good."""
    try:
        for notification in create(post):
            send(notification)
    except Exception:  # the page of whoever replied must not fail
        logger.exception("nobody was told of post %s", post.pk)


def create(post: Post) -> list[Notification]:
    """The rows for everybody to be told of the post that were not there yet. Whoever is mentioned
    is told of that, and not of the reply as well."""
    people = _recipients(post)
    mentioned = _mentioned(post)
    rows = [(person, Kind.MENTION) for person in mentioned]
    rows += [(person, Kind.REPLY) for person in people if person not in mentioned]
    made = [
        Notification.objects.get_or_create(recipient=person, kind=kind, post=post)
        for person, kind in rows
    ]
    return [notification for notification, created in made if created]


def _mentioned(post: Post) -> list[User]:
    """Those whose name stands in the post after an @: officers, and whoever wrote in the topic
    under their own name. Names are not unique; all who bear it there are meant."""
    if "@" not in post.body or not post.is_public or post.kind == PostKind.AUTOMATIC:
        return []
    writers = Q(posts__topic=post.topic_id, posts__is_anonymous=False)
    officers = Q(groups__name__in=(OFFICER, CURATOR))
    people = User.objects.filter(writers | officers, is_active=True, is_bot=False)
    text = post.body.casefold()
    return [
        person
        for person in people.exclude(pk=post.author_id).distinct()
        if f"@{person.display_name.casefold()}" in text
    ]


def _recipients(post: Post) -> list[User]:
    """Whoever follows the topic (its asker does, unless they stopped) and whoever is replied to,
    but never the writer and never the bot. The automatic answer is told to nobody: it stands on
    the page the asker lands on; nor is what no longer can be read."""
    if post.kind in (PostKind.AUTOMATIC, PostKind.QUESTION) or not post.is_public:
        return []
    told = Q(follows__topic=post.topic_id)
    if post.parent:
        told |= Q(pk=post.parent.author_id)
    people = User.objects.filter(told, is_active=True, is_bot=False)
    return list(people.exclude(pk=post.author_id).distinct())
