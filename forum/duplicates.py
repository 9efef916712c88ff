"""Topics that repeat an earlier one: found by the machine, decided by an officer."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User
from forum.merge import join_followers
from forum.models import Duplicate, Post, Topic
from forum.models.duplicate import State
from forum.signals import duplicate_confirmed, duplicate_undone
from forum.similar import similar_topics
from pages import moment
from servicedesk.models import Ticket
from servicedesk.moves import Status
from textmatch import similarity

# Likeness from which a topic is shown to an officer as a possible repeat.
LEAST_LIKENESS = 0.72
_MOST = 3


def find_for_new_topic(topic: Topic, **kwargs: Any) -> None:
    """Receiver of `topic_opened`; `manage.py find_duplicates` does what it missed."""
    find(topic)


def find(topic: Topic) -> int:
    """Store the earlier topics that this one may repeat. Returns how many; safe to repeat."""
    similar = similar_topics(topic.title, limit=_MOST + 1, least=LEAST_LIKENESS)
    earlier = [found for found in similar if found.topic.pk < topic.pk][:_MOST]
    for found in earlier:
        Duplicate.objects.get_or_create(
            topic=topic, original=found.topic, defaults={"score": round(found.score, 4)}
        )
    return len(earlier)


def confirm(duplicate: Duplicate, by: User) -> None:
    """The topic repeats the original: record it, bring its followers and me-too votes to the
    original, tell the asker, and settle the ticket if it is not settled yet.

    Raises PermissionDenied when `by` may not move the ticket.
    """
    with transaction.atomic():
        _decide(duplicate, State.CONFIRMED, by)
        join_followers(duplicate.topic, duplicate.original)
        _tell_asker(duplicate, by)
        ticket = Ticket.objects.select_for_update().get(pk=duplicate.topic.ticket_id)
        if not ticket.is_settled:
            ticket.move(Status.DUPLICATE, by, note=duplicate.original.title[:300])
        transaction.on_commit(
            lambda: duplicate_confirmed.send_robust(sender=Duplicate, duplicate=duplicate),
            robust=True,
        )


def _tell_asker(duplicate: Duplicate, by: User) -> None:
    """An officer's reply that says where the answer is; everybody reads it, so it is written in
    the office's language."""
    with translation.override(settings.LANGUAGE_CODE):
        body = render_to_string("forum/post_duplicate.md", {"original": duplicate.original})
    Post.objects.reply(duplicate.topic, author=by, body=body.strip())


def confirm_pair(topic: Topic, original: Topic, by: User) -> None:
    """As `confirm`, for a pair that nobody had proposed."""
    duplicate, _ = Duplicate.objects.get_or_create(
        topic=topic,
        original=original,
        defaults={"score": round(similarity(topic.title, original.title), 4)},
    )
    if duplicate.state != State.CONFIRMED:
        confirm(duplicate, by)


def undo(duplicate: Duplicate, by: User) -> None:
    """Take a decision back: the pair waits to be judged again, and a confirmed topic goes back to
    the officers. Who came to follow the original keeps following it."""
    confirmed = duplicate.state == State.CONFIRMED
    with transaction.atomic():
        duplicate.decided_by = duplicate.decided_at = None
        duplicate.state = State.CANDIDATE
        duplicate.save(update_fields=["state", "decided_by", "decided_at"])
        ticket = Ticket.objects.select_for_update().get(pk=duplicate.topic.ticket_id)
        if confirmed and ticket.status == Status.DUPLICATE:
            ticket.move(Status.IN_PROGRESS, by)
        if confirmed:
            transaction.on_commit(
                lambda: duplicate_undone.send_robust(sender=Duplicate, duplicate=duplicate),
                robust=True,
            )


def reject(duplicate: Duplicate, by: User) -> None:
    """The topic asks something else."""
    _decide(duplicate, State.REJECTED, by)


def _decide(duplicate: Duplicate, state: State, by: User) -> None:
    duplicate.state = state
    duplicate.decided_by = by
    duplicate.decided_at = moment.now()
    duplicate.save(update_fields=["state", "decided_by", "decided_at"])
