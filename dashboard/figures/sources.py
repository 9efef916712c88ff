"""The tables that figures are made of: which rows belong to a scope, what a list shows of one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import DateTimeField, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from autoreply.models import Lookup
from dashboard.figures.scope import Scope
from dashboard.figures.unit import Unit
from dashboard.models import PublicCopy
from forum.models import Duplicate, Topic
from forum.models.duplicate import State as DuplicateState
from servicedesk.models import Channel, Rating, Ticket
from servicedesk.moves import UNSETTLED

Name = str | Promise


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a page."""

    text: str
    href: str

    def __str__(self) -> str:
        return self.text


def _topic(topic: Topic) -> Link:
    return Link(topic.title, topic.get_absolute_url())


def _matter(ticket: Ticket) -> Link:
    """Its page. The subject of a conversation is for those who answer for it, not for a list."""
    private = ticket.channel == Channel.PESAN
    title = gettext("Private message") if private else ticket.matter.title
    return Link(title, ticket.matter.get_absolute_url())


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file and, where it is `listed`, of a list. `of` gives the cell: a text, a
    link, a number or a moment; `unit`: what such a number is, for the list."""

    name: Name
    of: Callable[[Any], object]
    listed: bool = True
    unit: Unit = Unit.COUNT


@dataclass(frozen=True, slots=True)
class Source:
    """`rows` are those of a scope, `moment` the field they are listed by, the latest first unless
    `oldest_first`; `shown` loads what the columns need. Filters narrow a source unless it is not
    `narrowable`."""

    name: str
    rows: Callable[[Scope], QuerySet[Any]]
    moment: str
    shown: Callable[[QuerySet[Any]], QuerySet[Any]]
    columns: Sequence[Column]
    oldest_first: bool = False
    narrowable: bool = True


_LOADED = (
    "topic__category",
    "topic__author",
    "conversation__author",
    "service_type",
    "assignee",
    "team",
)


def _of_ticket(path: str = "") -> tuple[Column, ...]:
    """What is told of a ticket, for rows that reach it by `path`. Nobody's name but officers'."""

    def column(name: Name, of: Callable[[Ticket], object], *, listed: bool = False) -> Column:
        return Column(name, lambda row: of(getattr(row, path) if path else row), listed)

    return (
        column(_("Ticket"), lambda ticket: ticket.code, listed=True),
        column(_("Topic"), _matter, listed=True),
        column(_("Category"), lambda ticket: str(getattr(ticket.matter, "category", ""))),
        column(_("Channel"), lambda ticket: ticket.get_channel_display()),
        column(_("Service type"), lambda ticket: ticket.service_type or ""),
        column(_("Classification"), lambda ticket: ticket.get_classification_display()),
        column(_("Institution"), lambda ticket: ticket.matter.author.get_institution_display()),
        column(_("Status"), lambda ticket: ticket.get_status_display(), listed=True),
        column(_("Team"), lambda ticket: ticket.team or ""),
        column(_("Officer"), lambda ticket: ticket.assignee or "", listed=True),
        column(_("Opened"), lambda ticket: ticket.opened_at, listed=True),
        column(_("First automatic answer"), lambda ticket: ticket.first_automatic_at),
        column(_("First officer's answer"), lambda ticket: ticket.first_officer_at),
        column(_("Substantive answer"), lambda ticket: ticket.substantive_at),
        column(_("Ended"), lambda ticket: ticket.closed_at),
    )


def _loaded(rows: QuerySet[Any], path: str = "") -> QuerySet[Any]:
    return rows.select_related(*(f"{path}{name}" for name in _LOADED))


def _at(scope: Scope) -> QuerySet[Ticket]:
    """Tickets that know what time it is, for conditions such as "due by now". The published copy of
    a private request is no request of its own."""
    # By the key of the ticket: its topic need not be read for that.
    copies = PublicCopy.objects.exclude(topic=None).values("topic__ticket")
    tickets = Ticket.objects.exclude(pk__in=copies)
    return tickets.annotate(now=Value(scope.now, output_field=DateTimeField()))


TICKETS = Source(
    "tickets",
    rows=lambda scope: _at(scope).filter(scope.within("opened_at"), scope.tickets()),
    moment="opened_at",
    shown=_loaded,
    columns=_of_ticket(),
)
OPEN_NOW = Source(
    "open now",
    rows=lambda scope: _at(scope).filter(scope.tickets(), status__in=UNSETTLED),
    moment="opened_at",
    shown=_loaded,
    columns=_of_ticket(),
    oldest_first=True,
)
RATINGS = Source(
    "ratings",
    rows=lambda scope: Rating.objects.filter(scope.within("at"), scope.tickets("ticket__")),
    moment="at",
    shown=lambda rows: _loaded(rows.select_related("ticket"), "ticket__"),
    columns=(Column(_("Rated"), lambda row: row.at), *_of_ticket("ticket")),
)


def _repeats(scope: Scope) -> QuerySet[Duplicate]:
    alive = Duplicate.objects.exclude(state=DuplicateState.REJECTED)
    return alive.filter(scope.within("topic__ticket__opened_at"), scope.tickets("topic__ticket__"))


REPEATS = Source(
    "repeats",
    rows=_repeats,
    moment="found_at",
    shown=lambda rows: _loaded(rows.select_related("topic__ticket", "original"), "topic__ticket__"),
    columns=(
        Column(_("Repeats"), lambda row: _topic(row.original)),
        Column(_("Judged"), lambda row: row.get_state_display()),
        Column(_("Ticket"), lambda row: row.topic.ticket.code),
        Column(_("Topic"), lambda row: _topic(row.topic)),
        Column(_("Opened"), lambda row: row.topic.ticket.opened_at),
    ),
)
LOOKUPS = Source(
    "lookups",
    rows=lambda scope: Lookup.objects.filter(scope.within("at")),
    moment="at",
    shown=lambda rows: rows.select_related("opened", "topic"),
    columns=(
        Column(_("Typed"), lambda row: row.text),
        Column(_("When"), lambda row: row.at),
        Column(_("Answers shown"), lambda row: row.answers),
        Column(_("Topics shown"), lambda row: row.topics),
        Column(_("Answer opened"), lambda row: row.opened.question if row.opened else ""),
        Column(_("Topic asked"), lambda row: _topic(row.topic) if row.topic else ""),
    ),
    narrowable=False,
)
