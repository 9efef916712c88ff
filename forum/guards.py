"""Which topics and posts a reader may open, and what they may do to them."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Subquery, Value
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from forum.models import Follow, Post, Reaction, Reading, Topic
from forum.models.post import Kind
from forum.models.state import State
from forum.models.topic import TopicQuerySet
from servicedesk.models import Presence

Reader = User | AnonymousUser


def get_visible_topic(request: HttpRequest, topic_id: int) -> Topic:
    """The topic, with how the reader stands to it: `is_followed`, `is_me_too`, `read_at`. Raises
    Http404 for what this reader may not see."""
    topics = Topic.objects.with_head().select_related("ticket__assignee", "awaited_release")
    topics = _with_standing(topics, request.user)
    return get_object_or_404(topics.visible_to(request.user), pk=topic_id)


def _with_standing(topics: TopicQuerySet, user: Reader) -> TopicQuerySet:
    if not user.is_authenticated:
        return topics.annotate(is_followed=Value(False), is_me_too=Value(False))
    mine = {"topic": OuterRef("pk"), "user": user}
    if user.is_officer:
        # Whether to ask who else is there: nearly always nobody is.
        others = Presence.objects.others(user).filter(ticket=OuterRef("ticket"))
        topics = topics.annotate(has_company=Exists(others))
    return topics.annotate(
        is_followed=Exists(Follow.objects.filter(**mine)),
        is_me_too=Exists(Reaction.objects.filter(post=None, **mine)),
        read_at=Subquery(Reading.objects.filter(**mine).values("at")[:1]),
    )


def get_visible_post(request: HttpRequest, post_id: int) -> Post:
    """The post, in a topic this reader may see. Raises Http404."""
    posts = Post.objects.select_related("topic__author", "topic__ticket", "author")
    post = get_object_or_404(posts, pk=post_id)
    get_object_or_404(Topic.objects.visible_to(request.user), pk=post.topic_id)
    if not post.is_public and not _may_see(request.user, post):
        get_object_or_404(Post.objects.none())
    return post


def get_parent(topic: Topic, parent_id: int | None) -> Post | None:
    """The post of this topic to reply to; None for the topic itself. Raises Http404."""
    if parent_id is None:
        return None
    parent = get_object_or_404(Post, topic=topic, pk=parent_id, state=State.PUBLIC)
    return parent if parent.path else None


def require(allowed: bool) -> None:
    """Raises PermissionDenied (403) unless allowed."""
    if not allowed:
        raise PermissionDenied


def may_reply(user: Reader, topic: Topic) -> bool:
    """A locked topic takes replies of officers and moderators only. Strangers may begin to write:
    they are asked to log in when they post."""
    moderates = user.is_authenticated and user.may_moderate
    return moderates or not (topic.is_locked or topic.state == State.HIDDEN)


def may_edit(user: Reader, post: Post) -> bool:
    """Writers change their own posts while the topic is open; officers and moderators any. What
    the responder posted stands as it was: it is a record of what was answered."""
    if not user.is_authenticated or not post.is_public or post.kind == Kind.AUTOMATIC:
        return False
    own = post.author_id == user.pk and not post.topic.is_locked
    return own or user.may_moderate


def may_delete(user: Reader, post: Post) -> bool:
    """Writers delete their own replies, and their question while nobody has replied."""
    if not user.is_authenticated or not post.is_public or post.kind == Kind.AUTOMATIC:
        return False
    own = post.author_id == user.pk and not post.topic.is_locked
    return own and (bool(post.path) or not post.topic.has_human_replies)


def may_restore(user: Reader, post: Post) -> bool:
    """Writers bring back what they deleted themselves; moderators whatever is gone. The question
    stands and falls with its topic, and a merged topic is not gone but elsewhere."""
    state = post.state if post.path else post.topic.state
    gone = state in (State.DELETED, State.HIDDEN) and post.topic.merged_into_id is None
    if not gone or not user.is_authenticated:
        return False
    return user.may_moderate or (post.author_id == user.pk and state == State.DELETED)


def may_choose_solution(user: Reader, topic: Topic) -> bool:
    """The asker says what solved it; officers do so for askers who never come back."""
    return user.is_authenticated and (user.pk == topic.author_id or user.is_officer)


def _may_see(user: Reader, post: Post) -> bool:
    return user.is_authenticated and (user.may_moderate or user.pk == post.author_id)
