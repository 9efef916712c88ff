"""What askers say of the service: the index of public satisfaction and its nine elements."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dashboard.figures.figure import Figure
from dashboard.figures.measures import Index, Mean
from dashboard.figures.sources import RATINGS
from servicedesk.models import ELEMENTS

INDEX = Figure(
    "ikm",
    _("Public satisfaction index (IKM)"),
    _(
        "From the ratings given in the period after a request had ended: the mean of the nine "
        "elements (1 to 4) times 25, as PermenPANRB 14/2017 has it. A: 88.31 and more, B: 76.61, "
        "C: 65.00, below that D. An element nobody answered is left out."
    ),
    Index(),
    source=RATINGS,
)
BY_ELEMENT = tuple(
    Figure(
        f"ikm-{name}",
        format_lazy("IKM: {}", label),
        format_lazy(
            "{} {}",
            _("The mean grade, 1 to 4, of one of the nine elements, among those who answered it."),
            _("From the ratings given in the period after a request had ended."),
        ),
        Mean(field=name),
        source=RATINGS,
    )
    for name, label in ELEMENTS.items()
)

FIGURES = (INDEX, *BY_ELEMENT)
