"""What officers and moderators do to topics and posts. Every act leaves an event and can be undone
by its opposite."""

from django.db import transaction

from accounts.models import User
from forum.models import Category, Event, Post, Topic
from forum.models.event import Act
from forum.models.state import State
from forum.signals import solution_chosen
from servicedesk.moves import Status, may_move

# An act on a whole topic: the field it changes, and what it becomes.
_TOPIC_ACTS: dict[Act, tuple[str, object]] = {
    Act.HIDDEN: ("state", State.HIDDEN),
    Act.RESTORED: ("state", State.PUBLIC),
    Act.APPROVED: ("state", State.PUBLIC),
    Act.DELETED: ("state", State.DELETED),
    Act.LOCKED: ("is_locked", True),
    Act.UNLOCKED: ("is_locked", False),
    Act.PINNED: ("is_pinned", True),
    Act.UNPINNED: ("is_pinned", False),
}
_POST_STATES: dict[Act, State] = {
    Act.HIDDEN: State.HIDDEN,
    Act.RESTORED: State.PUBLIC,
    Act.APPROVED: State.PUBLIC,
    Act.DELETED: State.DELETED,
}


def act_on_topic(topic: Topic, act: Act, by: User, note: str = "") -> None:
    """Hide, restore, approve, delete, lock or pin the topic, or undo that; safe to repeat."""
    field, value = _TOPIC_ACTS[act]
    if getattr(topic, field) == value:
        return
    with transaction.atomic():
        setattr(topic, field, value)
        topic.save(update_fields=[field])
        Event.objects.create(topic=topic, act=act, by=by, note=note)


def act_on_post(post: Post, act: Act, by: User, note: str = "") -> None:
    """Hide, restore, approve or delete one reply; safe to repeat. The question stands and falls
    with its topic."""
    if not post.path:
        act_on_topic(post.topic, act, by, note)
        return
    before, after = post.state, _POST_STATES[act]
    if before == after:
        return
    with transaction.atomic():
        topic = Topic.objects.select_for_update(of=("self",)).get(pk=post.topic_id)
        post.state = after
        post.save(update_fields=["state"])
        Event.objects.create(topic=topic, post=post, act=act, by=by, note=note)
        if before == State.PENDING and after == State.PUBLIC:
            post.announce(topic)
        else:
            topic.count_replies()


def move(topic: Topic, category: Category, by: User) -> None:
    """File the topic under another category."""
    if topic.category_id == category.pk:
        return
    with transaction.atomic():
        note = f"{topic.category} → {category}"
        topic.category = category
        topic.save(update_fields=["category"])
        Event.objects.create(topic=topic, act=Act.MOVED, by=by, note=note)


def choose_solution(topic: Topic, post: Post | None, by: User) -> None:
    """`post` solves the topic, which settles its ticket; None takes the solution back, and leaves
    the ticket as it is. Safe to repeat."""
    if topic.solution_id == (post.pk if post else None):
        return
    with transaction.atomic():
        topic.solution = post
        topic.save(update_fields=["solution"])
        act = Act.SOLVED if post else Act.UNSOLVED
        event = Event.objects.create(topic=topic, post=post, act=act, by=by)
        if post:
            transaction.on_commit(
                lambda: solution_chosen.send_robust(sender=Topic, event=event), robust=True
            )
        ticket = topic.ticket
        if post and may_move(ticket.status, Status.RESOLVED, officer=by.is_officer):
            ticket.move(Status.RESOLVED, by)


def take_charge(topic: Topic, officer: User) -> None:
    """The officer answers for the topic from now on."""
    if topic.ticket.assignee_id == officer.pk:
        return
    with transaction.atomic():
        topic.ticket.claim(officer)
        Event.objects.create(topic=topic, act=Act.ASSIGNED, by=officer)
