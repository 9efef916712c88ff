"""What is made of the rows of a figure: a number of them, a share, a percentile.

A measure says what it asks the database for (`asked`), what the answer means (`read`), and what it
takes from a single row (`cells`): the number of the page can be computed again from the cells.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Expression,
    F,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from dashboard.figures.scope import Scope
from dashboard.figures.sources import Column
from dashboard.figures.unit import Unit
from servicedesk import satisfaction
from servicedesk.intervals import wilson
from servicedesk.models import ELEMENTS, Ticket
from servicedesk.percentiles import Percentile as PercentileOf

ALL_ROWS = Q()
_SECOND = timedelta(seconds=1)


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
        return (Column(_("Time (seconds)"), lambda row: getattr(row, self.field), unit=self.unit),)


@dataclass(frozen=True)
class Hours(Number):
    """The hours that so many answers would have taken an officer."""

    unit: Unit = Unit.HOURS

    def read(self, found: Mapping[str, Any], scope: Scope) -> Reading:
        return Reading(found["rows"] * scope.minutes / 60, found["rows"])

    def cells(self, scope: Scope) -> Sequence[Column]:
        return (Column(_("Minutes"), lambda row: scope.minutes),)


class Wait(NamedTuple):
    """What the time depends on that an open request has been waited for: the fields of a ticket."""

    opened_at: datetime
    waiting_since: datetime | None
    waited: timedelta
    waited_working: timedelta

    @classmethod
    def of(cls, ticket: Ticket) -> "Wait":
        return cls(*(getattr(ticket, name) for name in cls._fields))


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
            Column(_("Time (seconds)"), lambda ticket: self.of(ticket, scope)[0], unit=self.unit),
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
        return (self.so_far(Wait.of(ticket), scope) if ended is None else ended), False

    def so_far(self, wait: Wait, scope: Scope) -> int:
        """The seconds that an open request has been waited for."""
        until = wait.waiting_since or scope.now
        if self.unit == Unit.WORKING_TIME:
            passed = scope.calendar.open_for(wait.opened_at, until) - wait.waited_working
        else:
            passed = until - wait.opened_at - wait.waited
        return max(0, passed // _SECOND)


@dataclass(frozen=True)
class Index(Number):
    """The index of public satisfaction."""

    unit: Unit = Unit.INDEX

    @property
    def among(self) -> Q:
        return satisfaction.ANY_ANSWER

    def asked(self, of: Q) -> dict[str, Expression]:
        return dict(satisfaction.asked(of))

    def read(self, found: Mapping[str, Any], scope: Scope) -> Reading:
        index = satisfaction.read(found)
        return Reading(index.index, index.count) if index else Reading(None, 0)

    def cells(self, scope: Scope) -> Sequence[Column]:
        return [Column(label, _grade(name)) for name, label in ELEMENTS.items()]


@dataclass(frozen=True)
class Mean(Number):
    """The mean of a grade, exact."""

    unit: Unit = Unit.GRADE
    field: str = ""

    @property
    def among(self) -> Q:
        return Q(**{f"{self.field}__isnull": False})

    def asked(self, of: Q) -> dict[str, Expression]:
        return {"rows": Count("pk", filter=of), "sum": Sum(self.field, filter=of)}

    def read(self, found: Mapping[str, Any], scope: Scope) -> Reading:
        rows = found["rows"]
        return Reading(Fraction(found["sum"], rows) if rows else None, rows)

    def cells(self, scope: Scope) -> Sequence[Column]:
        return [Column(ELEMENTS[self.field], _grade(self.field))]


def _grade(name: str) -> Callable[[Any], object]:
    return lambda rating: getattr(rating, name)
