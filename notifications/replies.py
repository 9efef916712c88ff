"""Telling people that somebody replied, mentioned them, or that the office answered by itself."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import CURATOR, OFFICER, User
from forum.models import Duplicate, Event, Post
from forum.models.duplicate import State as Judged
from forum.models.event import Act
from forum.models.post import Kind as PostKind
from notifications.announcing import announce
from notifications.kinds import AUTOMATIC, DUPLICATE, MENTION, REPLY

# What one act writes is written within that time.
AT_ONCE = timedelta(seconds=10)


def tell(post: Post, **kwargs: Any) -> None:
    """Receiver of `post_added`."""
    notify(post)


def notify(post: Post, *, followed_by: datetime | None = None) -> int:
    """Tell everybody who is to know of the post; of the followers, where `followed_by` is given,
    those who were some by then. Whoever is mentioned is told of that, and not of the reply as
    well. Returns how many are told now."""
    if not post.is_public or post.kind == PostKind.QUESTION:
        return 0
    if post.kind == PostKind.AUTOMATIC:
        return announce(AUTOMATIC, [post.topic.author], post, by=post.author)
    mentioned = _mentioned(post)
    others = [person for person in _followers(post, followed_by) if person not in mentioned]
    kind = DUPLICATE if _says_it_is_a_duplicate(post) else REPLY
    told = announce(MENTION, mentioned, post, by=post.author)
    return told + announce(kind, others, post, by=post.author)


def sweep(since: datetime) -> int:
    """Tell of the posts since then that nobody was told of. Returns how many are told now."""
    # What a merge or a split brought here was told of where it was written.
    moved = Event.objects.filter(
        topic=OuterRef("topic"), act__in=(Act.MERGED, Act.SPLIT), at__gte=OuterRef("created_at")
    )
    posts = Post.objects.exclude(path="").filter(~Exists(moved), created_at__gte=since)
    rows = posts.select_related("topic__author", "topic__ticket", "parent", "author")
    return sum(notify(post, followed_by=post.created_at) for post in rows.iterator())


def _mentioned(post: Post) -> list[User]:
    """Those whose name stands in the post after an @: officers, and whoever wrote in the topic
    under their own name. Names are not unique; all who bear it there are meant."""
    if "@" not in post.body:
        return []
    writers = Q(posts__topic=post.topic_id, posts__is_anonymous=False)
    officers = Q(groups__name__in=(OFFICER, CURATOR))
    people = User.objects.filter(writers | officers, is_active=True, is_bot=False).distinct()
    text = post.body.casefold()
    return [person for person in people if f"@{person.display_name.casefold()}" in text]


def _followers(post: Post, followed_by: datetime | None) -> list[User]:
    """Whoever follows the topic (its asker does, unless they stopped), whoever is replied to, and
    the officer in charge."""
    told = Q(follows__topic=post.topic_id)
    if followed_by:
        told &= Q(follows__since__lte=followed_by)
    told |= Q(pk=post.topic.ticket.assignee_id)
    if post.parent:
        told |= Q(pk=post.parent.author_id)
    return list(User.objects.filter(told, is_active=True).distinct())


def _says_it_is_a_duplicate(post: Post) -> bool:
    """Whether an officer marked the topic as a duplicate with this post."""
    if post.kind != PostKind.OFFICIAL:
        return False
    marked = Duplicate.objects.filter(
        topic=post.topic_id, state=Judged.CONFIRMED, decided_by=post.author_id
    )
    return marked.filter(
        decided_at__range=(post.created_at - AT_ONCE, post.created_at + AT_ONCE)
    ).exists()
