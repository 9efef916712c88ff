"""What the automatic answers achieve."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from autoreply.models.decision import Outcome, Reason
from dashboard.figures.figure import Figure
from dashboard.figures.matters import either
from dashboard.figures.measures import Hours, Share
from dashboard.figures.volume import ANSWERED

DECIDED = either(decision__isnull=False)
JUDGED = either(decision__feedback__isnull=False)
HELPED = either(decision__feedback__helped=True)
# What is out of date was the right answer all the same; any other complaint says it was not.
_RIGHT = HELPED | either(decision__feedback__reason=Reason.OUTDATED)
_BY_AN_OFFICER = Q(first_officer_at__isnull=False)

COVERAGE = Figure(
    "otomatis-cakupan",
    _("Answered automatically"),
    _(
        "Of the requests that the automatic reply had to decide about, the share that was given "
        "one curated answer at once. Officers' own questions are not decided about."
    ),
    Share(hit=ANSWERED),
    of=DECIDED,
)
CHOICE = Figure(
    "otomatis-pilihan",
    _("Asked to choose"),
    _(
        "Of the requests that the automatic reply had to decide about, the share in which it was "
        "not sure and offered a few curated answers to choose from."
    ),
    Share(hit=either(decision__outcome=Outcome.CHOOSE)),
    of=DECIDED,
)
HELPFUL = Figure(
    "otomatis-terbantu",
    _("Helped"),
    _(
        "Of the askers who said whether the automatic answer helped, the share who said yes. The "
        "range beside it is where the share lies with 95 per cent confidence (Wilson interval): "
        "few voices make it wide."
    ),
    Share(hit=HELPED),
    of=JUDGED,
)
PRECISION = Figure(
    "otomatis-ketepatan",
    _("The right answer"),
    _(
        "Of the automatic answers given without offering a choice and judged by their asker, the "
        "share that was about what was asked: it helped, or was only out of date. With the 95 per "
        "cent Wilson interval."
    ),
    Share(hit=_RIGHT),
    of=ANSWERED & JUDGED,
)
ESCALATED = Figure(
    "otomatis-diteruskan",
    _("Escalated to an officer"),
    _(
        "Of the requests answered automatically, the share in which the asker said that it did not "
        "help, or an officer answered as well."
    ),
    Share(hit=_BY_AN_OFFICER | either(decision__feedback__helped=False)),
    of=ANSWERED,
)
SAVED = Figure(
    "otomatis-hemat",
    _("Officers' hours saved"),
    _(
        "Requests whose asker said that the automatic answer helped and that no officer had to "
        "answer, times the minutes that an answer takes an officer. The minutes are an estimate "
        "that the office sets, not a measurement."
    ),
    Hours(),
    of=HELPED & ~_BY_AN_OFFICER,
)

FIGURES = (COVERAGE, HELPFUL, PRECISION, CHOICE, ESCALATED, SAVED)
