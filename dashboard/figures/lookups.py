"""What people typed into the box, and whether that was enough."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dashboard.figures.figure import Figure
from dashboard.figures.measures import Share
from dashboard.figures.sources import LOOKUPS

SEARCHES = Figure(
    "pencarian",
    _("Lookups"),
    _(
        "How often somebody typed a question into the box or looked for an answer. Nobody's name "
        "is kept; the filters of the page do not apply."
    ),
    source=LOOKUPS,
)
STOPPED = Figure(
    "pencarian-terjawab",
    _("Stopped at a suggestion"),
    _(
        "Of the lookups, the share in which a suggested answer was opened and no request followed: "
        "people who had their answer without asking."
    ),
    Share(hit=Q(opened__isnull=False, topic__isnull=True)),
    source=LOOKUPS,
)
ASKED = Figure(
    "pencarian-bertanya",
    _("Went on to ask"),
    _("Of the lookups, the share that led to a request with the very same words."),
    Share(hit=Q(topic__isnull=False)),
    source=LOOKUPS,
)
EMPTY = Figure(
    "pencarian-kosong",
    _("Found nothing"),
    _("Of the lookups, the share for which there was neither an answer nor a topic to show."),
    Share(hit=Q(answers=0, topics=0)),
    source=LOOKUPS,
)

FIGURES = (SEARCHES, STOPPED, ASKED, EMPTY)
