"""Requests that repeat another, and the questions that come back most."""

from collections.abc import Iterable, Mapping

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dashboard.figures.figure import Breakdown, Figure, Key, whole_number
from dashboard.figures.measures import Share
from dashboard.figures.scope import Scope
from dashboard.figures.sources import REPEATS
from forum.models import Duplicate, Topic
from forum.models.duplicate import State

_REPEATS = Duplicate.objects.filter(state=State.CONFIRMED).values("topic")
_MAY_REPEAT = Duplicate.objects.exclude(state=State.REJECTED).values("topic")

CONFIRMED = Figure(
    "berulang",
    _("Repeat another request"),
    _(
        "Of the requests opened in the period, the share of which an officer confirmed that they "
        "repeat an earlier one."
    ),
    Share(hit=Q(topic__in=_REPEATS)),
)
POSSIBLE = Figure(
    "mungkin-berulang",
    _("Repeat another, the unjudged included"),
    _(
        "Of the requests opened in the period, the share that repeats an earlier one or looks very "
        "much like one and was not judged yet."
    ),
    Share(hit=Q(topic__in=_MAY_REPEAT)),
)


def _originals(scope: Scope, counted: Iterable[Key]) -> Mapping[Key, str]:
    titles = Topic.objects.filter(pk__in=list(counted)).values_list("pk", "title")
    return dict(titles)


QUESTIONS = Breakdown(
    "pertanyaan-berulang",
    _("Questions that keep coming back"),
    _(
        "For each question, the requests opened in the period that repeat it, confirmed by an "
        "officer or not judged yet."
    ),
    key=lambda scope: F("original"),
    parse=whole_number,
    labels=_originals,
    second=Q(state=State.CONFIRMED),
    source=REPEATS,
)

FIGURES = (CONFIRMED, POSSIBLE)
BREAKDOWNS = (QUESTIONS,)
