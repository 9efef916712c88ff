"""All that the figures page shows, read with as few queries as the sources allow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from dashboard.figures import automatic, lookups, outcomes, rated, repeated, times, volume
from dashboard.figures.figure import Figure, Part
from dashboard.figures.outcomes import OPEN, OURS, OVERDUE
from dashboard.figures.reading import read, read_parts
from dashboard.figures.scope import Scope
from dashboard.figures.showing import Cell
from dashboard.figures.sources import OPEN_NOW, Name
from servicedesk.models import Ticket
from servicedesk.moves import QUEUED

_LONGEST = 5
# What an officer or the head of the office looks at first.
HEADLINE = (
    OURS,
    OVERDUE,
    *(
        figure
        for figure in times.FIGURES
        if figure.slug in ("petugas-median-kerja", "petugas-target-kerja", "selesai-target-kerja")
    ),
    automatic.COVERAGE,
    automatic.HELPFUL,
    rated.INDEX,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One event of the table of times, with its cells by statistic."""

    name: Name
    cells: list[Cell | None]

    @property
    def labelled(self) -> list[tuple[Cell | None, Name]]:
        """Each cell with its statistic."""
        return list(zip(self.cells, times.STATISTICS.values(), strict=True))


@dataclass(frozen=True, slots=True)
class Board:
    """The cells by the address of their figure, and the parts by that of their breakdown."""

    scope: Scope
    cells: dict[str, Cell]
    parts: dict[str, list[Part]]
    step: str
    clock: str

    def of(self, figures: Iterable[Figure]) -> list[Cell]:
        return [self.cells[figure.slug] for figure in figures]

    @property
    def times(self) -> list[Row]:
        """The table of times by the chosen clock."""
        return times_table(self.cells, self.clock)


def times_table(found: Mapping[str, Cell], clock: str) -> list[Row]:
    """The statistics of every event by this clock, from cells by their addresses."""
    return [
        Row(event.name, [found.get(times.slug_of(event, name, clock)) for name in times.STATISTICS])
        for event in times.EVENTS
    ]


def headline(scope: Scope) -> list[Cell]:
    """What stands on top and is kept up to date by itself."""
    return list(cells(HEADLINE, scope).values())


def longest_waiting(scope: Scope) -> list[Ticket]:
    """The requests that wait for the office, the longest first."""
    waiting = OURS.rows(scope).order_by("opened_at", "pk").values("pk")
    # An index has those of each status in their order: no more than these are looked at.
    first = (Q(pk__in=waiting.filter(status=status)[:_LONGEST]) for status in sorted(QUEUED))
    rows = OPEN_NOW.shown(Ticket.objects.filter(reduce(or_, first)))
    return list(rows.order_by("opened_at", "pk")[:_LONGEST])


def board(scope: Scope, step: str, clock: str) -> Board:
    """All of it. `step`: how long a bar of the chart over time is; `clock`: which of the two times
    the table and the histograms show."""
    figures = [
        *HEADLINE,
        OPEN,
        *volume.FIGURES,
        *(figure for figure in times.FIGURES if figure.slug.endswith(clock)),
        *automatic.FIGURES,
        outcomes.FIRST_CONTACT,
        outcomes.REOPENED,
        *repeated.FIGURES,
        *lookups.FIGURES,
        *rated.FIGURES,
    ]
    groups = (
        (volume.STEPS[step], volume.BY_HOUR),
        (volume.BY_CHANNEL, *volume.BY_KIND, *volume.BY_WHOM),
        times.HISTOGRAMS[clock],
        outcomes.BREAKDOWNS,
    )
    parts: dict[str, list[Part]] = {}
    for group in groups:
        parts |= read_parts(group, scope)
    return Board(scope, cells(figures, scope), parts, step, clock)


def cells(figures: Iterable[Figure], scope: Scope, *, compared: bool = True) -> dict[str, Cell]:
    """The figures of a scope by their addresses, with those of the period before if `compared`."""
    rows = {figure.slug: figure for figure in figures}
    now, before = read(list(rows.values()), scope, compared=compared)
    return {slug: Cell(row, now[slug], before.get(slug), scope) for slug, row in rows.items()}
