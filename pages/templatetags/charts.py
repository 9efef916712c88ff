"""Bar charts as inline SVG: readable without a script, with a table beneath as the same data."""

from collections.abc import Sequence
from typing import Any

from django import template

from pages.charts import Bar

register = template.Library()

# The drawing's own units; the style sheet scales it to the page.
_HEIGHT = 120
_STEP = 20
_BAR = 14


@register.inclusion_tag("pages/_bar_chart.html")
def bar_chart(
    bars: Sequence[Bar], title: str, name: str, whole: str, part: str = ""
) -> dict[str, Any]:
    """Bars in a row. `name` says what a bar is, `whole` what its height counts, and `part`, where
    there is one, what its second colour counts."""
    most = max((bar.value for bar in bars), default=0)
    drawn = [
        {
            "bar": bar,
            "x": position * _STEP + (_STEP - _BAR) / 2,
            "height": _scaled(bar.value, most),
            "y": _HEIGHT - _scaled(bar.value, most),
            "part_height": _scaled(bar.part, most),
            "part_y": _HEIGHT - _scaled(bar.part, most),
        }
        for position, bar in enumerate(bars)
    ]
    return {
        "bars": drawn,
        "most": most,
        "title": title,
        "name": name,
        "whole": whole,
        "part": part,
        "width": max(len(bars), 1) * _STEP,
        "height": _HEIGHT,
        "bar_width": _BAR,
    }


def _scaled(value: int, most: int) -> float:
    return round(value / (most or 1) * _HEIGHT, 1)
