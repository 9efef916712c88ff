"""All figures, by their addresses."""

from dashboard.figures import automatic, lookups, outcomes, rated, repeated, times, volume
from dashboard.figures.figure import Breakdown, Figure

FIGURES: dict[str, Figure] = {
    figure.slug: figure
    for module in (volume, times, automatic, outcomes, repeated, lookups, rated)
    for figure in module.FIGURES
}
BREAKDOWNS: dict[str, Breakdown] = {
    breakdown.slug: breakdown
    for module in (volume, times, outcomes, repeated)
    for breakdown in module.BREAKDOWNS
}
ALL: dict[str, Figure | Breakdown] = {**FIGURES, **BREAKDOWNS}
