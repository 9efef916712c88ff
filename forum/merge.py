"""Bringing topics together and taking them apart. Nothing that anybody wrote is lost."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from forum.models import Event, Follow, Post, Reaction, Topic
from forum.models.event import Act
from forum.models.post import Kind
from forum.models.state import State
from forum.signals import topic_merged
from servicedesk.moves import Status


class SplitError(ValueError):
    """There is nothing to split off, or it belongs to another topic."""


def merge(topic: Topic, target: Topic, by: User) -> None:
    """Move every post of `topic` beneath the replies of `target`; its address leads there from now
    on. Followers and me-too votes move along; its ticket is settled as a duplicate.

    Raises ValueError when both are the same, or one is merged already.
    """
    if topic.pk == target.pk or topic.merged_into_id or target.merged_into_id:
        raise ValueError("a topic is merged once, into another one that stands")
    with transaction.atomic():
        # In the order of their ids, so that two merges at once never wait for each other.
        both = Topic.objects.filter(pk__in=[topic.pk, target.pk]).order_by("pk")
        list(both.select_for_update(of=("self",)))
        question = topic.posts.get(path="")
        _graft([question, *topic.posts.exclude(path="").order_by("path")], target)
        join_followers(topic, target)
        topic.merged_into, topic.state, topic.solution = target, State.HIDDEN, None
        topic.save(update_fields=["merged_into", "state", "solution"])
        Event.objects.create(topic=target, act=Act.MERGED, by=by, note=topic.title)
        _recount(topic, target)
        if not topic.ticket.is_settled:
            topic.ticket.move(Status.DUPLICATE, by, note=target.title[:300])
        transaction.on_commit(
            lambda: topic_merged.send_robust(sender=Topic, topic=topic), robust=True
        )


def split(topic: Topic, posts: Sequence[Post], title: str, by: User) -> Topic:
    """Give some replies, each with all beneath it, a topic of their own, asked by the writer of
    the first. Raises SplitError when the posts are none, or not replies of this topic, or begin
    with an answer of the office."""
    chosen = [post for post in posts if post.topic_id == topic.pk and post.path]
    if not chosen or len(chosen) != len(posts):
        raise SplitError("only replies of the topic can be split off")
    first = min(chosen, key=lambda post: post.path)
    if first.kind != Kind.REPLY:
        raise SplitError("an answer of the office is not a question")
    with transaction.atomic():
        new = Topic.objects.open(
            author=first.author,
            category=topic.category,
            title=title,
            body=first.body,
            region=topic.region,
            year=topic.year,
            is_anonymous=first.is_anonymous,
        )
        roots = [post.path for post in chosen]
        moving = [
            post
            for post in topic.posts.exclude(path="").order_by("path")
            if any(post.path.startswith(root) for root in roots)
        ]
        if topic.solution_id in {post.pk for post in moving}:
            Topic.objects.filter(pk=topic.pk).update(solution=None)
        # The first reply became the new topic's question; the rest hangs beneath it.
        question = new.posts.get(path="")
        _take_place(first, question)
        _graft([post for post in moving if post.pk != first.pk], new)
        Event.objects.create(topic=topic, act=Act.SPLIT, by=by, note=title)
        Event.objects.create(topic=new, act=Act.SPLIT, by=by, note=topic.title)
        _recount(topic, new)
    return new


def _take_place(post: Post, question: Post) -> None:
    """`post` becomes the question of the topic, in the place of the copy that opened it."""
    topic, created_at = question.topic, post.created_at
    question.delete()
    post.topic, post.parent, post.path, post.kind = topic, None, "", Kind.QUESTION
    post.save()
    post.index()
    Topic.objects.filter(pk=topic.pk).update(created_at=created_at)


def _graft(posts: Sequence[Post], target: Topic) -> None:
    """Hang the posts, in tree order, into the target: each beneath its parent where that came
    along, else at the first level."""
    came = {post.pk for post in posts}
    for post in posts:
        parent = Post.objects.get(pk=post.parent_id) if post.parent_id in came else None
        post.path = Post.objects.next_path(target, parent)
        post.topic, post.parent = target, parent
        if post.kind == Kind.QUESTION:
            post.kind = Kind.REPLY
        post.save()
    Reaction.objects.filter(post__in=came).update(topic=target)


def join_followers(topic: Topic, target: Topic) -> None:
    """Whoever follows the topic or has its question too does so with the target as well."""
    Follow.objects.bulk_create(
        [
            Follow(topic=target, user_id=user)
            for user in topic.follows.values_list("user", flat=True)
        ],
        ignore_conflicts=True,
    )
    me_too = {*topic.reactions.filter(post=None).values_list("user", flat=True), topic.author_id}
    Reaction.objects.bulk_create(
        [Reaction(topic=target, user_id=user) for user in me_too - {target.author_id}],
        ignore_conflicts=True,
    )
    Reaction.objects.count_me_too(target)


def _recount(*topics: Topic) -> None:
    for topic in topics:
        topic.count_replies()
        last = topic.posts.order_by("-created_at").values_list("created_at", flat=True).first()
        if last:
            Topic.objects.filter(pk=topic.pk).update(last_activity_at=last)
