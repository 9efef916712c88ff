"""Topics that repeat an earlier one: found by the machine, decided by an officer."""

from typing import Any

from django.db import transaction

from accounts.models import User
from forum.models import Duplicate, Topic
from forum.models.duplicate import State
from forum.similar import similar_topics
from pages import moment
from servicedesk.models import Ticket
from servicedesk.moves import Status

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
    """The topic repeats the original: record it and settle its ticket, if it is not settled yet.

    Raises PermissionDenied when `by` may not move the ticket.
    """
    with transaction.atomic():
        _decide(duplicate, State.CONFIRMED, by)
        ticket = Ticket.objects.select_for_update().get(pk=duplicate.topic.ticket_id)
        if not ticket.is_settled:
            ticket.move(Status.DUPLICATE, by, note=duplicate.original.title[:300])


def reject(duplicate: Duplicate, by: User) -> None:
    """The topic asks something else."""
    _decide(duplicate, State.REJECTED, by)


def _decide(duplicate: Duplicate, state: State, by: User) -> None:
    duplicate.state = state
    duplicate.decided_by = by
    duplicate.decided_at = moment.now()
    duplicate.save(update_fields=["state", "decided_by", "decided_at"])
