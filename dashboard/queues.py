"""The officers' queues: which requests wait for whom, the next one due first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from autoreply.models import Decision
from forum.models import Flag, Post, Topic
from forum.models.state import State
from pages import keyset
from pages.keyset import Page
from servicedesk.clock import Calendar
from servicedesk.models import Ticket
from servicedesk.models.ticket_set import TicketQuerySet
from servicedesk.moves import QUEUED, UNSETTLED, Status

# What falls due within so many working hours is due soon.
SOON_HOURS = 4
# A queue is counted up to here: nobody reads through more.
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Seat:
    """What the queues depend on: whose desk it is, what time it is, and until when what falls due
    is due soon."""

    officer: User
    now: datetime
    soon: datetime


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue: its address, its name, and the condition its tickets meet."""

    slug: str
    name: str | Promise
    condition: Callable[[Seat], Q]


def _unsettled(**more: object) -> Q:
    return Q(status__in=UNSETTLED, **more)


# Each as keys of tickets: nothing is joined that the condition does not speak of.
def _flagged() -> Q:
    flags = Flag.objects.filter(resolved_at=None)
    return Q(pk__in=flags.values("post__topic__ticket"))


def _to_approve() -> Q:
    topics = Topic.objects.filter(state=State.PENDING).values("ticket")
    posts = Post.objects.filter(state=State.PENDING).order_by().values("topic__ticket")
    return Q(pk__in=topics.union(posts))


def _not_helped() -> QuerySet[Decision, int]:
    failed = Decision.objects.filter(feedback__helped=False)
    return failed.values_list(Coalesce("topic__ticket", "conversation__ticket"), flat=True)


QUEUES = (
    Queue("menunggu", _("Waiting for us"), lambda seat: Q(status__in=QUEUED)),
    Queue("milik-saya", _("Mine"), lambda seat: _unsettled(assignee=seat.officer)),
    Queue(
        "tim-saya",
        _("My team's"),
        lambda seat: _unsettled(team__in=seat.officer.teams.values("pk")),
    ),
    Queue(
        "tanpa-petugas",
        _("Nobody in charge"),
        lambda seat: Q(status__in=QUEUED, assignee=None),
    ),
    Queue(
        "tidak-terbantu",
        _("Automatic answer did not help"),
        lambda seat: Q(status__in=QUEUED, pk__in=_not_helped()),
    ),
    Queue(
        "segera",
        _("Due soon"),
        lambda seat: _unsettled(due_at__gte=seat.now, due_at__lte=seat.soon),
    ),
    Queue("lewat-waktu", _("Overdue"), lambda seat: _unsettled(due_at__lt=seat.now)),
    Queue(
        "menunggu-pemohon",
        _("Waiting for the asker"),
        lambda seat: Q(status=Status.WAITING_ASKER),
    ),
    Queue("dilaporkan", _("Reported"), lambda seat: _flagged()),
    Queue("persetujuan", _("To approve"), lambda seat: _to_approve()),
    Queue("semua", _("All open"), lambda seat: _unsettled()),
)


def on_the_desk() -> Q:
    """What a ticket of any queue meets."""
    return _unsettled() | _flagged() | _to_approve()


def queue_named(slug: str) -> Queue:
    """The queue with this address; the first one for any other text."""
    return next((queue for queue in QUEUES if queue.slug == slug), QUEUES[0])


def seat_of(officer: User, now: datetime, calendar: Calendar) -> Seat:
    """The officer's seat. An office that never opens counts around the clock."""
    soon = calendar.after_working_seconds(now, SOON_HOURS * 3600)
    return Seat(officer, now, soon or now + timedelta(hours=SOON_HOURS))


def read(queue: Queue, seat: Seat, narrowed: Q, cursor: str) -> Page[Ticket]:
    """One page of the queue with all that a line of the desk shows; what has no due time comes
    last."""
    tickets = _open_to(seat, narrowed).filter(queue.condition(seat))
    # First which ones, from the narrow table alone, then all about those few.
    page = keyset.page_nulls_last(tickets.only("due_at"), "due_at", cursor)
    shown = Ticket.objects.select_related(
        "assignee",
        "team",
        "topic__author",
        "topic__category",
        "topic__decision__feedback",
        "conversation__author",
        "conversation__decision__feedback",
    ).in_bulk([row.pk for row in page.rows])
    return replace(page, rows=[shown[row.pk] for row in page.rows if row.pk in shown])


class _Size(Subquery):
    """How many rows a query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def sizes(seat: Seat, narrowed: Q) -> dict[str, int]:
    """How many tickets are in each queue, counted in one query, and no further than MOST_COUNTED:
    each queue is counted by the index that suits it, and a full one costs no more."""
    tickets = _open_to(seat, narrowed).values("pk")
    counts = [_Size(tickets.filter(queue.condition(seat))[:MOST_COUNTED]) for queue in QUEUES]
    row = User.objects.filter(pk=seat.officer.pk).values_list(*counts).get()
    return {queue.slug: size for queue, size in zip(QUEUES, row, strict=True)}


def _open_to(seat: Seat, narrowed: Q) -> TicketQuerySet:
    return Ticket.objects.open_to(seat.officer).filter(narrowed)
