"""What all figures of a page have in common: the period, the filters, the moment they are of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q

from dashboard.desk_form import Lists
from dashboard.figures.matters import either
from dashboard.figures.period import Period
from pages import moment
from servicedesk.clock import Calendar

# Filter: what it asks of a ticket, given how the row reaches its ticket ("" or "ticket__").
_CONDITIONS: dict[str, Callable[[str, str], Q]] = {
    "kategori": lambda to, slug: Q(**{f"{to}topic__category__slug": slug}),
    "tim": lambda to, pk: Q(**{f"{to}team": int(pk)}),
    "petugas": lambda to, pk: Q(**{f"{to}assignee": int(pk)}),
    "layanan": lambda to, slug: Q(**{f"{to}service_type__slug": slug}),
    "kanal": lambda to, channel: Q(**{f"{to}channel": channel}),
    "instansi": lambda to, kind: either(to, author__institution=kind),
}
FILTERS = tuple(_CONDITIONS)


@dataclass(frozen=True, slots=True)
class Scope:
    """`narrowed`: the filters in use by their names, valid ones only. `now` is the moment the data
    are of; `calendar` counts working time; `minutes` is what the office says an answer takes one of
    its officers; `lists` names what can be filtered by."""

    period: Period
    now: datetime
    calendar: Calendar
    minutes: int
    lists: Lists
    narrowed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def whole(cls, period: Period) -> "Scope":
        """All requests of a period, for figures that need neither calendar nor names."""
        return cls(period, moment.now(), Calendar((), ()), 0, Lists([], [], [], []))

    @property
    def before(self) -> "Scope":
        """The same for the period before."""
        return replace(self, period=self.period.before)

    @property
    def both(self) -> "Scope":
        """The period and the one before it, as one."""
        return replace(self, period=Period(self.period.before.first, self.period.last))

    @property
    def query(self) -> str:
        """The scope as it travels in an address."""
        days = {"dari": self.period.first.isoformat(), "sampai": self.period.last.isoformat()}
        return urlencode({**days, **self.narrowed})

    def tickets(self, to: str = "") -> Q:
        """The filters, as a condition on rows that reach their ticket by `to`."""
        condition = Q()
        for name, value in self.narrowed.items():
            condition &= _CONDITIONS[name](to, value)
        return condition

    def within(self, moment: str) -> Q:
        """The field `moment` lies in the period."""
        return Q(**{f"{moment}__gte": self.period.start, f"{moment}__lt": self.period.end})
