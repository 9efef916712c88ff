"""The charts of the figures page: what was counted, as bars that lead to their rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dashboard.figures import outcomes, rated, times, volume
from dashboard.figures.board import Board
from dashboard.figures.figure import Breakdown, Part
from dashboard.figures.showing import part_href
from dashboard.figures.sources import Name
from pages.charts import Bar, Cell
from servicedesk.satisfaction import half_up

_DAYS = 7
# The columns of the table of kinds.
KIND_LABELS = (*(row.name for row in volume.BY_KIND), _("All"))


@dataclass(frozen=True, slots=True)
class Chart:
    """A breakdown and its bars."""

    breakdown: Breakdown
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class KindRow:
    """A channel with its requests by classification, and all of them."""

    label: str
    cells: list[Cell]

    @property
    def labelled(self) -> list[tuple[Cell, Name]]:
        """Each number with what it counts."""
        return list(zip(self.cells, KIND_LABELS, strict=True))


@dataclass(frozen=True, slots=True)
class Charts:
    """All charts of the page."""

    over_time: Chart
    hours: list[list[Cell]]
    kinds: list[KindRow]
    by_whom: list[Chart]
    histograms: list[Chart]
    backlog: Chart
    elements: list[Bar]


def charts(board: Board) -> Charts:
    return Charts(
        over_time=_over_time(board),
        hours=_hours(board),
        kinds=_kinds(board),
        by_whom=[_chart(board, row, shares=True) for row in volume.BY_WHOM],
        histograms=[_chart(board, row) for row in times.HISTOGRAMS[board.clock]],
        backlog=_chart(board, outcomes.BACKLOG),
        elements=_elements(board),
    )


def _chart(board: Board, breakdown: Breakdown, *, shares: bool = False) -> Chart:
    parts = board.parts[breakdown.slug]
    total = sum(part.rows for part in parts)
    bars = [
        Bar(
            part.label,
            part.rows,
            part.second,
            href=part_href(breakdown, board.scope, part.key),
            share=part.rows / total if shares and total else None,
        )
        for part in parts
    ]
    return Chart(breakdown, bars)


def _over_time(board: Board) -> Chart:
    breakdown = volume.STEPS[board.step]
    form = "YEAR_MONTH_FORMAT" if breakdown is volume.BY_MONTH else "j M"
    bars = [
        Bar(
            part.label,
            part.rows,
            part.second,
            short=date_format(volume.day_of(part.key), form),
            href=part_href(breakdown, board.scope, part.key),
        )
        for part in board.parts[breakdown.slug]
    ]
    return Chart(breakdown, bars)


def _hours(board: Board) -> list[list[Cell]]:
    cells = [
        Cell(part.rows, part_href(volume.BY_HOUR, board.scope, part.key))
        for part in board.parts[volume.BY_HOUR.slug]
    ]
    return [cells[day * volume.HOURS : (day + 1) * volume.HOURS] for day in range(_DAYS)]


def _kinds(board: Board) -> list[KindRow]:
    breakdowns = (*volume.BY_KIND, volume.BY_CHANNEL)
    columns: Sequence[list[Part]] = [board.parts[row.slug] for row in breakdowns]
    return [
        KindRow(
            parts[0].label,
            [
                Cell(part.rows, part_href(breakdown, board.scope, part.key))
                for breakdown, part in zip(breakdowns, parts, strict=True)
            ],
        )
        for parts in zip(*columns, strict=True)
    ]


def _elements(board: Board) -> list[Bar]:
    """The nine elements by their mean grade; those nobody answered are left out."""
    cells = board.of(rated.BY_ELEMENT)
    return [
        Bar(str(cell.figure.name), half_up(Fraction(cell.reading.number)), href=cell.href)
        for cell in cells
        if cell.reading.number is not None
    ]
