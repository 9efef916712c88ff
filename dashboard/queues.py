"""The officers' queues: which topics wait for whom, the longest wait first."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forum.models import Topic
from forum.models.topic import TopicQuerySet
from servicedesk.moves import QUEUED, SETTLED, Status


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue: its address, its name, and the condition its topics meet for an officer."""

    slug: str
    name: str | Promise
    condition: Callable[[User], Q]


QUEUES = (
    Queue("menunggu", _("Waiting for us"), lambda officer: Q(ticket__status__in=QUEUED)),
    Queue(
        "tidak-terbantu",
        _("Automatic answer did not help"),
        lambda officer: Q(ticket__status__in=QUEUED, decision__feedback__helped=False),
    ),
    Queue(
        "tanpa-petugas",
        _("Nobody in charge"),
        lambda officer: Q(ticket__status__in=QUEUED, ticket__assignee=None),
    ),
    Queue(
        "milik-saya",
        _("Mine"),
        lambda officer: Q(ticket__assignee=officer) & ~Q(ticket__status__in=SETTLED),
    ),
    Queue(
        "menunggu-pemohon",
        _("Waiting for the asker"),
        lambda officer: Q(ticket__status=Status.WAITING_ASKER),
    ),
    Queue("semua", _("All open"), lambda officer: ~Q(ticket__status__in=SETTLED)),
)


def queue_named(slug: str) -> Queue:
    """The queue with this address; the first one for any other text."""
    return next((queue for queue in QUEUES if queue.slug == slug), QUEUES[0])


def topics_in(queue: Queue, officer: User) -> TopicQuerySet:
    """The queue's topics with all that a line of the desk shows."""
    return (
        Topic.objects.with_head()
        .select_related("ticket__assignee", "decision__feedback")
        .filter(queue.condition(officer))
    )


def sizes(officer: User) -> dict[str, int]:
    """How many topics are in each queue, counted in one query."""
    counted: dict[str, int] = Topic.objects.aggregate(
        **{queue.slug: Count("pk", filter=queue.condition(officer)) for queue in QUEUES}
    )
    return counted
