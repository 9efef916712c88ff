"""What is made of the rows of a figure: a number of them, a share, a percentile.

A measure says what it asks the database for (`asked`), what the answer means (`read`), and what it
takes from a single row (`cells`): the number of the page can be computed again from the cells.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from fractions import Fraction
from typing import Any

from django.db.models import BooleanField, Case, Count, Expression, F, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from dashboard.figures.scope import Scope
from dashboard.figures.sources import Column
from servicedesk.intervals import wilson
from servicedesk.models import ELEMENTS, Ticket
from servicedesk.percentiles import Percentile as PercentileOf

ALL_ROWS = Q()


class Unit(Enum):
    """What a number is, so how it is written."""

    COUNT = "count"
    SHARE = "share"
    TIME = "time"
    WORKING_TIME = "working time"
    HOURS = "hours"
    INDEX = "index"
    GRADE = "grade"


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure read: the number (seconds where it is a time, 0 to 1 where it is a share; None where
    there is nothing to measure), of how many rows, and for a share how many of them count and
    between which bounds it lies (95 per cent)."""

    number: float | Fraction | None
    rows: int
    hits: int | None = None
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True)
class Number:
    """How many rows; and what every measure can do."""

    unit: Unit = Unit.COUNT

    @property
    def among(self) -> Q:
        """What narrows the rows of the figure to those that have a say."""
        return ALL_ROWS

    def asked(self, of: Q) -> dict[str, Expression]:
        """What to ask of all rows of the source at once; nothing where it is read apart."""
        return {"rows": Count("pk", filter=of)}

    def read(self, found: Mapping[str, Any], scope: Scope) -> Reading:
        return Reading(found["rows"], found["rows"])

    def annotated(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with what `cells` needs."""
        return rows

    def cells(self, scope: Scope) -> Sequence[Column]:
        """What a row contributes."""
        return ()


@dataclass(frozen=True)
class Share(Number):
    """Which share of the rows meets a condition, with the Wilson interval of 95 per cent."""

    unit: Unit = Unit.SHARE
    hit: Q = ALL_ROWS

    def asked(self, of: Q) -> dict[str, Expression]:
        return {"rows": Count("pk", filter=of), "hits": Count("pk", filter=of & self.hit)}

    def read(self, found: Mapping[str, Any], scope: Scope) -> Reading:
        rows, hits = found["rows"], found["hits"]
        return Reading(hits / rows if rows else None, rows, hits, wilson(hits, rows))

    def annotated(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        counts = Case(When(self.hit, Value(True)), default=False, output_field=BooleanField())
        return rows.annotate(counts=counts)

    def cells(self, scope: Scope) -> Sequence[Column]:
        return (Column(_("Counts"), lambda row: row.counts),)


@dataclass(frozen=True)
class Percentile(Number):
    """The time that so large a share of the rows did not exceed; rows without one do not count."""

    unit: Unit = Unit.TIME
    field: str = ""
    share: float = 0.5

    @property
    def among(self) -> Q:
        return Q(**{f"{self.field}__isnull": False})

    def asked(self, of: Q) -> dict[str, Expression]:
        number = PercentileOf(F(self.field), self.share, filter=of)
        return {"rows": Count("pk", filter=of), "number": number}

    def read(self, found: Mapping[str, Any], scope: Scope) -> Reading:
        return Reading(found["number"], found["rows"])

    def cells(self, scope: Scope) -> Sequence[Column]:
        return (Column(_("Seconds"), lambda row: getattr(row, self.field)),)


@dataclass(frozen=True)
class Hours(Number):
    """The hours that so many answers would have taken an officer."""

    unit: Unit = Unit.HOURS

    def read(self, found: Mapping[str, Any], scope: Scope) -> Reading:
        return Reading(found["rows"] * scope.minutes / 60, found["rows"])

    def cells(self, scope: Scope) -> Sequence[Column]:
        return (Column(_("Minutes"), lambda row: scope.minutes),)


@dataclass(frozen=True)
class Survival(Number):
    """The median of a time where some still wait: theirs is longer than what has passed, and is not
    left out (Kaplan and Meier). Read apart, by `dashboard.figures.waiting`."""

    unit: Unit = Unit.WORKING_TIME
    name: str = ""

    def asked(self, of: Q) -> dict[str, Expression]:
        return {}

    def read(self, found: Mapping[str, Any], scope: Scope) -> Reading:
        return Reading(found["number"], found["rows"])

    def cells(self, scope: Scope) -> Sequence[Column]:
        return (
            Column(_("Seconds"), lambda ticket: self.of(ticket, scope)[0]),
            Column(_("Reached"), lambda ticket: self.of(ticket, scope)[1]),
        )

    @property
    def kind(self) -> str:
        """How the fields of a ticket with such a time end."""
        return "working" if self.unit == Unit.WORKING_TIME else "seconds"

    @property
    def field(self) -> str:
        """The field with the time where it is known."""
        return f"{self.name}_{self.kind}"

    @property
    def end(self) -> str:
        """The field with the time until the request ended."""
        return f"resolution_{self.kind}"

    def of(self, ticket: Ticket, scope: Scope) -> tuple[int, bool]:
        """The seconds, and whether it was reached: else they are those it was waited for so far, or
        until the request ended without it."""
        known, ended = getattr(ticket, self.field), getattr(ticket, self.end)
        if known is not None:
            return known, True
        return (self.so_far(ticket, scope) if ended is None else ended), False

    def so_far(self, ticket: Ticket, scope: Scope) -> int:
        """The seconds that an open request has been waited for."""
        until: datetime = ticket.waiting_since or scope.now
        if self.unit == Unit.WORKING_TIME:
            passed = scope.calendar.open_for(ticket.opened_at, until) - ticket.waited_working
        else:
            passed = until - ticket.opened_at - ticket.waited
        return max(0, int(passed.total_seconds()))


@dataclass(frozen=True)
class Satisfaction(Number):
    """The index of public satisfaction or, where `element` names one, the mean grade of that
    element. Read apart, by `servicedesk.satisfaction.ikm`."""

    unit: Unit = Unit.INDEX
    element: str = ""

    @property
    def elements(self) -> list[str]:
        return [self.element] if self.element else list(ELEMENTS)

    @property
    def among(self) -> Q:
        return Q(*((f"{name}__isnull", False) for name in self.elements), _connector=Q.OR)

    def asked(self, of: Q) -> dict[str, Expression]:
        return {}

    def read(self, found: Mapping[str, Any], scope: Scope) -> Reading:
        return Reading(found["number"], found["rows"])

    def cells(self, scope: Scope) -> Sequence[Column]:
        return [Column(ELEMENTS[name], _grade(name)) for name in self.elements]


def _grade(name: str) -> Callable[[Any], object]:
    return lambda rating: getattr(rating, name)
