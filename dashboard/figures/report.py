"""The report of a calendar month: what the office hands in, and the file of all its figures."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from dashboard.desk_form import Lists
from dashboard.figures import automatic, outcomes, rated, repeated, times, volume
from dashboard.figures.board import Row, cells, times_table
from dashboard.figures.charts import KIND_LABELS
from dashboard.figures.figure import Figure, Part
from dashboard.figures.period import Period
from dashboard.figures.reading import read_parts
from dashboard.figures.registry import FIGURES
from dashboard.figures.repeats import Cluster, clusters
from dashboard.figures.scope import Scope
from dashboard.figures.showing import Cell
from dashboard.figures.sources import Column, Name
from dashboard.figures.table import Table
from dashboard.models import ReportSettings
from pages import moment
from pages.templatetags.pages_tags import wib
from servicedesk.models import Ticket
from servicedesk.models.calendar import OpeningHours
from servicedesk.satisfaction import Band, band_of

_QUESTIONS = 10


@dataclass(frozen=True, slots=True)
class Kind:
    """A channel with its requests by classification, the sum last."""

    label: str
    numbers: list[int]


@dataclass(frozen=True)
class Report:
    """Everything on the report, as of the moment of its scope."""

    scope: Scope
    cells: dict[str, Cell]
    kinds: list[Kind]
    by_whom: list[tuple[str, list[Part]]]
    backlog: list[Part]
    clusters: list[Cluster]
    settings: ReportSettings

    # What the tables are headed by.
    kind_labels = KIND_LABELS
    statistics = tuple(times.STATISTICS.values())

    @property
    def office(self) -> str:
        """The office's full name, for the letterhead."""
        return settings.OFFICE_NAME

    @property
    def requests(self) -> Cell:
        return self.cells[volume.REQUESTS.slug]

    @property
    def times(self) -> list[tuple[str, list[Row]]]:
        """The table of times by each clock."""
        return [(str(name), times_table(self.cells, clock)) for clock, name in times.CLOCKS.items()]

    @property
    def automatic(self) -> list[Cell]:
        return self._of(automatic.FIGURES)

    @property
    def outcomes(self) -> list[Cell]:
        return self._of((*outcomes.FIGURES, *repeated.FIGURES))

    @property
    def index(self) -> Cell:
        return self.cells[rated.INDEX.slug]

    @property
    def band(self) -> Band | None:
        """The regulation's band of the index; None without ratings."""
        number = self.index.reading.number
        return None if number is None else band_of(number)

    @property
    def elements(self) -> list[Cell]:
        return self._of(rated.BY_ELEMENT)

    @property
    def definitions(self) -> list[tuple[Name, Name]]:
        """What the figures mean: the words of the table of times once each, then every other."""
        timed = {figure.slug for figure in times.FIGURES}
        others = [cell.figure for slug, cell in self.cells.items() if slug not in timed]
        return [*times.glossary(), *((figure.name, figure.definition) for figure in others)]

    def _of(self, figures: tuple[Figure, ...]) -> list[Cell]:
        return [self.cells[figure.slug] for figure in figures]


def scope_of(period: Period) -> Scope:
    """All requests of a period, without filters, as of now."""
    minutes = ReportSettings.objects.current().minutes_per_answer
    return Scope(period, moment.now(), OpeningHours.objects.calendar(), minutes, Lists.read())


def report(period: Period) -> Report:
    """The report of a month that has begun."""
    scope = scope_of(period)
    kinds = read_parts((*volume.BY_KIND, volume.BY_CHANNEL, *volume.BY_WHOM), scope)
    return Report(
        scope=scope,
        cells=cells(FIGURES.values(), scope),
        kinds=_kinds(kinds),
        by_whom=[(str(row.name), kinds[row.slug]) for row in volume.BY_WHOM],
        backlog=read_parts(outcomes.BREAKDOWNS, scope)[outcomes.BACKLOG.slug],
        clusters=clusters(scope)[:_QUESTIONS],
        settings=ReportSettings.objects.current(),
    )


def _kinds(parts: dict[str, list[Part]]) -> list[Kind]:
    columns = [parts[row.slug] for row in (*volume.BY_KIND, volume.BY_CHANNEL)]
    return [
        Kind(of_channel[0].label, [part.rows for part in of_channel])
        for of_channel in zip(*columns, strict=True)
    ]


def overview(period: Period) -> Table:
    """All figures of a period in one table, with their definitions."""
    scope = scope_of(period)
    facts = [(_("Period"), str(period)), (_("Data as of"), wib(scope.now))]
    columns = [
        Column(_("Figure"), lambda cell: cell.figure.name),
        Column(_("Value"), lambda cell: cell.value),
        Column(_("Number"), lambda cell: cell.number),
        Column(_("Rows"), lambda cell: cell.reading.rows),
        Column(_("Period before"), lambda cell: cell.value_before),
        Column(_("Definition"), lambda cell: cell.figure.definition),
    ]
    rows = cells(FIGURES.values(), scope).values()
    return Table.of(facts, columns, rows)


def months() -> list[Period]:
    """The months there are reports of, the latest first: from the first request on."""
    first = Ticket.objects.order_by("opened_at").values_list("opened_at", flat=True).first()
    today = moment.today()
    month = Period.month(today.year, today.month)
    found = [month]
    while first and month.start > first:
        month = month.before
        found.append(month)
    return found
