"""How many requests came in, when, and of what kind."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import F, Q
from django.db.models.functions import (
    ExtractHour,
    ExtractIsoWeekDay,
    TruncDate,
    TruncMonth,
    TruncWeek,
)
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Institution
from autoreply.models.decision import Outcome
from dashboard.figures.figure import Breakdown, Figure, Key, whole_number
from dashboard.figures.matters import either, filled
from dashboard.figures.scope import Scope
from servicedesk.models import Channel, Classification
from servicedesk.models.calendar import Weekday

ANSWERED = either(decision__outcome=Outcome.ANSWER)
_DAY = timedelta(days=1)
_WEEK = 7 * _DAY
HOURS = 24

REQUESTS = Figure(
    "permintaan",
    gettext_lazy("Requests"),
    gettext_lazy(
        "How many requests were opened in the period, through every channel, whatever became of "
        "them. A private request of which a copy was published is one request."
    ),
)


def _named(labels: Iterable[tuple[str, object]]) -> dict[Key, str]:
    return {key: str(label) for key, label in labels}


def _labelled(counted: Iterable[Key], labels: Mapping[Key, str]) -> dict[Key, str]:
    """The labels of the keys that occur, in the order of the labels; those without one last."""
    there = set(counted)
    known = {key: label for key, label in labels.items() if key in there}
    rest = sorted(there - known.keys(), key=str)
    return known | {key: _("not stated") if key is None else str(key) for key in rest}


def _categories(scope: Scope, counted: Iterable[Key]) -> Mapping[Key, str]:
    return _labelled(counted, _named((row.slug, row.name) for row in scope.lists.categories))


def _services(scope: Scope, counted: Iterable[Key]) -> Mapping[Key, str]:
    return _labelled(counted, _named((row.slug, row.name) for row in scope.lists.service_types))


BY_CATEGORY = Breakdown(
    "per-kategori",
    gettext_lazy("Requests by category"),
    gettext_lazy("The requests of the period by the category they are filed under."),
    key=lambda scope: F("topic__category__slug"),
    parse=str,
    labels=_categories,
)
BY_SERVICE = Breakdown(
    "per-layanan",
    gettext_lazy("Requests by service type"),
    gettext_lazy("The requests of the period by the service of the office they ask for."),
    key=lambda scope: F("service_type__slug"),
    parse=str,
    labels=_services,
)
BY_INSTITUTION = Breakdown(
    "per-instansi",
    gettext_lazy("Requests by institution"),
    gettext_lazy(
        "The requests of the period by where their askers come from, as they say in their profile "
        "today."
    ),
    key=lambda scope: filled("author__institution"),
    parse=str,
    labels=lambda scope, counted: _labelled(counted, _named(Institution.choices)),
)
BY_CHANNEL = Breakdown(
    "per-kanal",
    gettext_lazy("Requests by channel and classification"),
    gettext_lazy(
        "The requests of the period by the channel they came through and by what an officer says "
        "they are: a request for information, a complaint about the statistical service or about "
        "another one, or a suggestion."
    ),
    key=lambda scope: F("channel"),
    parse=str,
    labels=lambda scope, counted: _named(Channel.choices),
)
BY_KIND = tuple(
    Breakdown(
        f"per-kanal-{kind.value}",
        kind.label,
        BY_CHANNEL.definition,
        key=lambda scope: F("channel"),
        parse=str,
        labels=lambda scope, counted: _named(Channel.choices),
        of=Q(classification=kind),
    )
    for kind in Classification
)


def day_of(key: str) -> date:
    """The day at which a bar of a chart over time begins."""
    return date.fromisoformat(key)


def _days(scope: Scope, counted: Iterable[Key]) -> Mapping[Key, str]:
    period = scope.period
    days = (period.first + number * _DAY for number in range(period.days))
    return {day: date_format(day, "DATE_FORMAT") for day in days}


def _weeks(scope: Scope, counted: Iterable[Key]) -> Mapping[Key, str]:
    monday = scope.period.first - scope.period.first.weekday() * _DAY
    weeks = range((scope.period.last - monday).days // 7 + 1)
    return {
        start: date_format(start, "DATE_FORMAT") for start in (monday + n * _WEEK for n in weeks)
    }


def _months(scope: Scope, counted: Iterable[Key]) -> Mapping[Key, str]:
    found: dict[Key, str] = {}
    month = scope.period.first.replace(day=1)
    while month <= scope.period.last:
        found[month] = date_format(month, "YEAR_MONTH_FORMAT")
        month = (month + 32 * _DAY).replace(day=1)
    return found


_OVER_TIME = gettext_lazy(
    "The requests of the period by when they were opened, and those among them that were answered "
    "automatically."
)
BY_DAY = Breakdown(
    "per-hari",
    gettext_lazy("Requests a day"),
    _OVER_TIME,
    key=lambda scope: TruncDate("opened_at"),
    parse=day_of,
    labels=_days,
    second=ANSWERED,
)
BY_WEEK = Breakdown(
    "per-minggu",
    gettext_lazy("Requests a week"),
    _OVER_TIME,
    key=lambda scope: TruncWeek(TruncDate("opened_at")),
    parse=day_of,
    labels=_weeks,
    second=ANSWERED,
)
BY_MONTH = Breakdown(
    "per-bulan",
    gettext_lazy("Requests a month"),
    _OVER_TIME,
    key=lambda scope: TruncMonth(TruncDate("opened_at")),
    parse=day_of,
    labels=_months,
    second=ANSWERED,
)
STEPS = {"hari": BY_DAY, "minggu": BY_WEEK, "bulan": BY_MONTH}


# A chart has room for so many bars.
MOST_DAYS = 370


def usual_step(days: int) -> str:
    """The step that draws so many days in a few dozen bars."""
    if days <= 31:
        return "hari"
    return "minggu" if days <= MOST_DAYS else "bulan"


def _hours(scope: Scope, counted: Iterable[Key]) -> Mapping[Key, str]:
    return {
        day.value * HOURS + hour: f"{day.label} {hour:02}.00"
        for day in Weekday
        for hour in range(HOURS)
    }


BY_HOUR = Breakdown(
    "per-jam",
    gettext_lazy("Load by weekday and hour"),
    gettext_lazy(
        "The requests of the period by the weekday and the hour at the office when they were "
        "opened."
    ),
    key=lambda scope: (ExtractIsoWeekDay("opened_at") - 1) * HOURS + ExtractHour("opened_at"),
    parse=whole_number,
    labels=_hours,
)

BY_WHOM = (BY_CATEGORY, BY_SERVICE, BY_INSTITUTION)
FIGURES = (REQUESTS,)
BREAKDOWNS = (
    BY_DAY,
    BY_WEEK,
    BY_MONTH,
    BY_HOUR,
    BY_CHANNEL,
    *BY_KIND,
    *BY_WHOM,
)
