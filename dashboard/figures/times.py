"""How long things took, and whether the promise was kept.

Four moments (the first automatic answer, an officer's first, the substantive answer, the end), each
in working time and around the clock: median, 90th percentile, share within the target, and the
median that does not forget those who still wait.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.figures.figure import Breakdown, Figure, Key, whole_number
from dashboard.figures.measures import Percentile, Share, Survival
from dashboard.figures.scope import Scope
from dashboard.figures.sources import Name
from dashboard.figures.unit import Unit
from servicedesk.moves import UNSETTLED, Status

_HOUR = 3600
_DAY = 24 * _HOUR
_OWED = Q(status__in=UNSETTLED - {Status.WAITING_ASKER, Status.ANSWERED})


@dataclass(frozen=True, slots=True)
class Event:
    """Something a request waits for: `slug` in addresses, `field` before `_seconds` and `_working`,
    `at` its moment, `due` when it was promised by, `target` the promise in seconds around the
    clock; `awaited` where a request without it goes on waiting."""

    slug: str
    name: Name
    meaning: Name
    field: str
    at: str
    due: str
    target: object
    awaited: bool = True

    @property
    def decided(self) -> Q:
        """The requests of which it is known whether the promise was kept."""
        reached = Q(**{f"{self.at}__isnull": False})
        missed = _OWED & Q(**{f"{self.at}__isnull": True, f"{self.due}__lt": F("now")})
        known = reached | missed if self.awaited else reached
        return known & Q(**{f"{self.due}__isnull": False})


_FIRST = F("service_type__first_response_hours") * _HOUR
# A promise for the same day is a day around the clock.
_RESOLVED = Case(
    When(service_type__resolution_days=0, then=Value(_DAY)),
    default=F("service_type__resolution_days") * _DAY,
    output_field=IntegerField(),
)
AUTOMATIC = Event(
    "otomatis",
    gettext_lazy("First automatic answer"),
    gettext_lazy("From the opening of a request to the first automatic answer."),
    "first_automatic",
    "first_automatic_at",
    "first_due_at",
    _FIRST,
    awaited=False,
)
OFFICER = Event(
    "petugas",
    gettext_lazy("First officer's answer"),
    gettext_lazy(
        "From the opening of a request to the first answer by an officer. Automatic answers never "
        "count as an officer's."
    ),
    "first_officer",
    "first_officer_at",
    "first_due_at",
    _FIRST,
)
SUBSTANTIVE = Event(
    "substantif",
    gettext_lazy("Substantive answer"),
    gettext_lazy(
        "From the opening of a request to the officer's answer that settled the matter: with it "
        "the request was marked as answered or resolved."
    ),
    "substantive",
    "substantive_at",
    "resolution_due_at",
    _RESOLVED,
)
RESOLUTION = Event(
    "selesai",
    gettext_lazy("Resolution"),
    gettext_lazy(
        "From the opening of a request to its end: resolved, closed, or found to repeat another."
    ),
    "resolution",
    "closed_at",
    "resolution_due_at",
    _RESOLVED,
)
EVENTS = (AUTOMATIC, OFFICER, SUBSTANTIVE, RESOLUTION)

WORKING, CALENDAR = "kerja", "kalender"
_UNITS = {WORKING: Unit.WORKING_TIME, CALENDAR: Unit.TIME}
_KINDS = {WORKING: "working", CALENDAR: "seconds"}
CLOCKS = {
    WORKING: gettext_lazy("working time"),
    CALENDAR: gettext_lazy("around the clock"),
}
_CLOCKED = {
    WORKING: gettext_lazy("Only time in which the office is open counts."),
    CALENDAR: gettext_lazy("All time counts, nights and holidays too."),
}
_COHORT = gettext_lazy(
    "Of the requests opened in the period. The time in which the office waits for the asker does "
    "not count."
)
STATISTICS = {
    "median": gettext_lazy("median"),
    "p90": gettext_lazy("90th percentile"),
    "target": gettext_lazy("within target"),
    "semua": gettext_lazy("median, those still waiting included"),
}
_MEANINGS = {
    "median": gettext_lazy("Half of those that reached it took no longer."),
    "p90": gettext_lazy("Nine in ten of those that reached it took no longer."),
    "semua": gettext_lazy(
        "Requests that have not reached it yet are counted as waiting at least as long as they "
        "have so far (Kaplan-Meier estimate): slow cases that are still open cannot make it look "
        "better. Nothing is shown while fewer than half are estimated to have reached it."
    ),
}
_TARGET = {
    WORKING: gettext_lazy(
        "The share that reached it within the time promised for the service. Counted are those "
        "that reached it and those still waiting for the office although the time is over; not yet "
        "those whose time is still running."
    ),
    CALENDAR: gettext_lazy(
        "Of the same requests as in working time, the share that reached it in as many hours or "
        "days around the clock as are promised in working time; a promise for the same day counts "
        "as one day."
    ),
}


def glossary() -> list[tuple[Name, Name]]:
    """What the figures of this module mean, word by word."""
    return [
        *((event.name, event.meaning) for event in EVENTS),
        *((STATISTICS[name], meaning) for name, meaning in _MEANINGS.items()),
        *((_within(clock), meaning) for clock, meaning in _TARGET.items()),
        *((CLOCKS[clock], meaning) for clock, meaning in _CLOCKED.items()),
    ]


def _within(clock: str) -> Name:
    return format_lazy("{} ({})", STATISTICS["target"], CLOCKS[clock])


def slug_of(event: Event, statistic: str, clock: str) -> str:
    """The address of one number of the table."""
    return f"{event.slug}-{statistic}-{clock}"


def _figure(
    event: Event, statistic: str, clock: str, measure: Percentile | Share | Survival
) -> Figure:
    meaning = _TARGET[clock] if statistic == "target" else _MEANINGS[statistic]
    clocked = () if statistic == "target" else (_CLOCKED[clock],)
    words = (event.meaning, meaning, *clocked, _COHORT)
    return Figure(
        slug_of(event, statistic, clock),
        format_lazy("{}: {} ({})", event.name, STATISTICS[statistic], CLOCKS[clock]),
        format_lazy(" ".join("{}" for _word in words), *words),
        measure,
        of=event.decided if statistic == "target" else Q(),
    )


def _of_event(event: Event, clock: str) -> list[Figure]:
    unit, field = _UNITS[clock], f"{event.field}_{_KINDS[clock]}"
    kept = {
        WORKING: Q(**{f"{event.at}__lte": F(event.due)}),
        CALENDAR: Q(**{f"{event.field}_seconds__lte": event.target}),
    }[clock]
    measures: dict[str, Percentile | Share | Survival] = {
        "median": Percentile(unit, field, 0.5),
        "p90": Percentile(unit, field, 0.9),
        "target": Share(hit=kept),
    }
    if event.awaited:
        measures["semua"] = Survival(unit, event.field)
    return [_figure(event, name, clock, measure) for name, measure in measures.items()]


FIGURES = tuple(
    figure for event in EVENTS for clock in CLOCKS for figure in _of_event(event, clock)
)

# The upper bounds of the bars of a histogram in seconds, and what comes after them.
_BOUNDS = {
    WORKING: tuple(round(hours * _HOUR) for hours in (0.25, 1, 2, 4, 8, 16, 24, 40, 80)),
    CALENDAR: tuple(round(hours * _HOUR) for hours in (0.25, 1, 4, 12, 24, 48, 72, 168, 336)),
}


def _bar_labels(clock: str) -> Mapping[Key, str]:
    bounds = [_span(seconds, clock) for seconds in _BOUNDS[clock]]
    labels = [_("up to %(time)s") % {"time": bounds[0]}]
    labels += [f"– {bound}" for bound in bounds[1:]]
    return dict(enumerate([*labels, _("over %(time)s") % {"time": bounds[-1]}]))


def _span(seconds: int, clock: str) -> str:
    if seconds < _HOUR:
        return _("%(n)s min") % {"n": seconds // 60}
    if clock == WORKING or seconds < _DAY:
        return _("%(n)s h") % {"n": seconds // _HOUR}
    return _("%(n)s d") % {"n": seconds // _DAY}


def _bar_key(field: str, clock: str) -> Case:
    whens = [
        When(**{f"{field}__lte": bound}, then=Value(number))
        for number, bound in enumerate(_BOUNDS[clock])
    ]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())


def _histogram(event: Event, clock: str) -> Breakdown:
    field = f"{event.field}_{_KINDS[clock]}"

    def labels(scope: Scope, counted: Iterable[Key]) -> Mapping[Key, str]:
        return _bar_labels(clock)

    words = (event.meaning, _CLOCKED[clock], _COHORT)
    return Breakdown(
        f"{event.slug}-sebaran-{clock}",
        format_lazy("{}: {} ({})", event.name, gettext_lazy("distribution"), CLOCKS[clock]),
        format_lazy("{} {} {}", *words),
        key=lambda scope: _bar_key(field, clock),
        parse=whole_number,
        labels=labels,
        of=Q(**{f"{field}__isnull": False}),
    )


HISTOGRAMS = {
    clock: tuple(_histogram(event, clock) for event in EVENTS if event.awaited) for clock in CLOCKS
}
BREAKDOWNS = tuple(row for rows in HISTOGRAMS.values() for row in rows)
