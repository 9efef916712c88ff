"""Bar charts as inline SVG: readable without a script, with a table beneath as the same data."""

from typing import Any

from django import template

from dashboard.volume import Week

register = template.Library()

# The drawing's own units; the style sheet scales it to the page.
_HEIGHT = 120
_STEP = 20
_BAR = 14


@register.inclusion_tag("dashboard/_volume_chart.html")
def volume_chart(weeks: list[Week]) -> dict[str, Any]:
    """Topics a week as bars, the part answered automatically in a second colour."""
    most = max((week.topics for week in weeks), default=0) or 1
    bars = [
        {
            "week": week,
            "x": position * _STEP + (_STEP - _BAR) / 2,
            "y": round(_HEIGHT - week.topics / most * _HEIGHT, 1),
            "height": round(week.topics / most * _HEIGHT, 1),
            "automatic_y": round(_HEIGHT - week.automatic / most * _HEIGHT, 1),
            "automatic_height": round(week.automatic / most * _HEIGHT, 1),
        }
        for position, week in enumerate(weeks)
    ]
    return {
        "bars": bars,
        "most": most,
        "width": max(len(weeks), 1) * _STEP,
        "height": _HEIGHT,
        "bar_width": _BAR,
    }
