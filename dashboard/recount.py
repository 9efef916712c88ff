"""Every ticket's moments and times, derived again from its posts or messages and its changes of
status: what the verbs keep up to date by themselves. For tickets older than a column, or changed
by hand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.db import transaction

from chat.models import Message
from forum.models import Event, Post, Topic
from forum.models.event import Act
from forum.models.post import Kind
from forum.models.state import State
from pages import moment
from servicedesk.clock import Calendar
from servicedesk.models import Channel, OpeningHours, StatusChange, Ticket
from servicedesk.models.ticket import MEASURED
from servicedesk.moves import SETTLED, Status

_AT_ONCE = 500
_SHOWN = 20
# The kinds of posts and messages that a ticket remembers the first of: the same words in both.
_FIRST = {Kind.AUTOMATIC: "first_automatic_at", Kind.OFFICIAL: "first_officer_at"}
FIELDS = (*_FIRST.values(), "officer_answers", "resolved_at", "closed_at", *MEASURED)

# What moves on by itself during a wait for the asker.
_MOVING = ("first_due_at", "resolution_due_at")

# Of one ticket: the field, what it said and what it should say.
Differences = dict[str, tuple[object, object]]


@dataclass(slots=True)
class Recount:
    """How many tickets were looked at, in how many of them each field differed, and what differed
    in the first of these by their code."""

    tickets: int = 0
    differing: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Differences] = field(default_factory=dict)

    def note(self, ticket: Ticket, differences: Differences) -> None:
        self.tickets += 1
        self.differing.update(differences.keys())
        if differences and len(self.examples) < _SHOWN:
            self.examples[ticket.code] = differences


def recount(*, dry_run: bool = False) -> Recount:
    """Put right what differs in any ticket, or only find it. Some hundred tickets at a time, each
    time in one transaction: the site may be in use."""
    found, calendar, last = Recount(), OpeningHours.objects.calendar(), 0
    while True:
        with transaction.atomic():
            batch = _batch(last)
            if not batch:
                return found
            changed = dict[int, Ticket]()
            fields = set[str]()
            for ticket, differences in _differences(batch, calendar):
                found.note(ticket, differences)
                if differences:
                    changed[ticket.pk] = ticket
                    fields.update(differences)
            if changed and not dry_run:
                Ticket.objects.bulk_update(changed.values(), sorted(fields))
        last = batch[-1].pk


def _batch(last: int) -> list[Ticket]:
    """The next tickets after this id, locked, with what they are measured by."""
    rows = Ticket.objects.select_for_update(of=("self",)).filter(pk__gt=last).order_by("pk")
    return list(rows.select_related("service_type").prefetch_related("status_changes")[:_AT_ONCE])


def _differences(
    batch: Sequence[Ticket], calendar: Calendar
) -> Iterator[tuple[Ticket, Differences]]:
    """Each ticket as it should be, and what differs from what it was."""
    answers, unmoved = _answers(batch), _unmoved(batch)
    for ticket in batch:
        before = {name: getattr(ticket, name) for name in FIELDS}
        own = answers.get(ticket.pk, [])
        if ticket.pk in unmoved:
            for kind, name in _FIRST.items():
                setattr(ticket, name, next((at for of, at in own if of == kind), None))
            ticket.officer_answers = sum(kind == Kind.OFFICIAL for kind, _at in own)
        changes = list(ticket.status_changes.all())
        _settle(ticket, changes)
        _measure(ticket, calendar, changes)
        after = {name: getattr(ticket, name) for name in FIELDS}
        yield ticket, {n: (before[n], after[n]) for n in FIELDS if before[n] != after[n]}


def _measure(ticket: Ticket, calendar: Calendar, changes: Sequence[StatusChange]) -> None:
    """Measure the ticket. While it waits for its asker its due times move on: whatever they were
    from the beginning of the wait until now is right, or they would differ in every recount."""
    stored = {name: getattr(ticket, name) for name in _MOVING}
    ticket.measure(calendar, changes)
    if not changes or changes[-1].to_status != Status.WAITING_ASKER:
        return
    latest = {name: getattr(ticket, name) for name in MEASURED}
    with moment.at(changes[-1].at):
        ticket.measure(calendar, changes)
    for name, last in latest.items():
        first, was = getattr(ticket, name), stored.get(name)
        if name not in _MOVING:
            setattr(ticket, name, last)
        elif was and first and last and first <= was <= last:
            setattr(ticket, name, was)


def _answers(batch: Sequence[Ticket]) -> dict[int, list[tuple[Kind, datetime]]]:
    """By ticket, the answers that were announced: whatever became of them, not those that wait
    for approval. In the order of `Post.announce`, which remembers the first."""
    posts = (
        Post.objects.filter(topic__ticket__in=batch, kind__in=_FIRST)
        .exclude(state=State.PENDING)
        .order_by("pk")
        .values_list("topic__ticket_id", "kind", "created_at")
    )
    messages = (
        Message.objects.filter(conversation__ticket__in=batch, kind__in=_FIRST)
        .order_by("pk")
        .values_list("conversation__ticket_id", "kind", "created_at")
    )
    found: dict[int, list[tuple[Kind, datetime]]] = {}
    for ticket_id, kind, at in chain(posts, messages):
        found.setdefault(ticket_id, []).append((Kind(kind), at))
    return found


def _unmoved(batch: Sequence[Ticket]) -> set[int]:
    """The ids of the tickets whose topic holds all posts that were announced to them, and only
    those; every conversation does. After a merger or a split a topic does not: first answers
    stay as they are."""
    mixed = Event.objects.filter(topic__ticket__in=batch, act__in=(Act.MERGED, Act.SPLIT))
    topics = Topic.objects.filter(ticket__in=batch, merged_into=None)
    topics = topics.exclude(pk__in=mixed.values("topic"))
    private = (ticket.pk for ticket in batch if ticket.channel == Channel.PESAN)
    return {*topics.values_list("ticket_id", flat=True), *private}


def _settle(ticket: Ticket, changes: Sequence[StatusChange]) -> None:
    """When the ticket was last resolved, and when it was settled if it still is. By the order in
    which it was moved, which is not that of the moments where a clock was put back."""
    moves = sorted(changes, key=lambda change: change.pk)
    resolved = [change.at for change in moves if change.to_status == Status.RESOLVED]
    ticket.resolved_at = resolved[-1] if resolved else None
    settled = moves and moves[-1].to_status in SETTLED
    ticket.closed_at = moves[-1].at if settled else None
