"""How requests end, and what is still open."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import pairwise

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.figures.figure import Breakdown, Figure, Key, whole_number
from dashboard.figures.measures import Share
from dashboard.figures.scope import Scope
from dashboard.figures.sources import OPEN_NOW
from servicedesk.moves import QUEUED, Status

_ANSWERED_AT_ALL = Q(first_automatic_at__isnull=False) | Q(first_officer_at__isnull=False)
_NEVER_WAITED = Q(waited=timedelta(), waiting_since__isnull=True)

FIRST_CONTACT = Figure(
    "tuntas-pertama",
    gettext_lazy("Resolved at first contact"),
    gettext_lazy(
        "Of the requests opened in the period that were resolved or closed with an answer, the "
        "share whose asker had to write only once: at most one answer by an officer, no question "
        "back to the asker, and never reopened."
    ),
    Share(hit=Q(officer_answers__lte=1, reopened_count=0) & _NEVER_WAITED),
    of=Q(status__in=(Status.RESOLVED, Status.CLOSED)) & _ANSWERED_AT_ALL,
)
REOPENED = Figure(
    "dibuka-lagi",
    gettext_lazy("Reopened"),
    gettext_lazy(
        "Of the requests opened in the period that had ended at least once, the share that was "
        "opened again."
    ),
    Share(hit=Q(reopened_count__gt=0)),
    of=Q(closed_at__isnull=False) | Q(reopened_count__gt=0),
)
OPEN = Figure(
    "terbuka",
    gettext_lazy("Open now"),
    gettext_lazy(
        "Requests of any age that are not yet resolved, closed or found to repeat another, at the "
        "moment the data are of; the longest waiting first."
    ),
    source=OPEN_NOW,
)
OURS = Figure(
    "menunggu-kami",
    gettext_lazy("Waiting for us"),
    gettext_lazy("Those of the open requests in which the office owes the next step."),
    of=Q(status__in=QUEUED),
    source=OPEN_NOW,
)
OVERDUE = Figure(
    "lewat-waktu",
    gettext_lazy("Overdue now"),
    gettext_lazy(
        "Those of the open requests whose next promise, the first response or the resolution, is "
        "past its time."
    ),
    of=Q(due_at__lt=F("now")),
    source=OPEN_NOW,
)

# The ages of open requests in days: up to so many, and more.
_AGES = (1, 3, 7, 14, 30, 90)


def _age(scope: Scope) -> Case:
    whens = [
        When(opened_at__gte=scope.now - timedelta(days=days), then=Value(number))
        for number, days in enumerate(_AGES)
    ]
    return Case(*whens, default=Value(len(_AGES)), output_field=IntegerField())


def _ages(scope: Scope, counted: Iterable[Key]) -> Mapping[Key, str]:
    labels = [_("up to %(time)s") % {"time": _("%(n)s d") % {"n": _AGES[0]}}]
    labels += [_("%(from)s to %(to)s d") % {"from": a, "to": b} for a, b in pairwise(_AGES)]
    labels.append(_("over %(time)s") % {"time": _("%(n)s d") % {"n": _AGES[-1]}})
    return dict(enumerate(labels))


BACKLOG = Breakdown(
    "umur",
    gettext_lazy("Open requests by age"),
    gettext_lazy("The open requests by the days since they were opened, around the clock."),
    key=_age,
    parse=whole_number,
    labels=_ages,
    source=OPEN_NOW,
)

FIGURES = (FIRST_CONTACT, REOPENED, OPEN, OURS, OVERDUE)
BREAKDOWNS = (BACKLOG,)
