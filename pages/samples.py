"""Numbers for the style guide's charts; made up, and the same every time."""

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format

from pages.charts import Bar, Cell

_WAITS = (
    "≤ 15 min", "≤ 1 hour", "≤ 2 hours", "≤ 4 hours", "≤ 8 hours", "≤ 1 day", "≤ 3 days",
    "≤ 10 days", "> 10 days",
)  # fmt: skip
_ELEMENTS = (
    "Requirements", "Procedure", "Time", "Fees", "Product", "Competence", "Conduct", "Complaints",
    "Facilities",
)  # fmt: skip


def sample_charts() -> dict[str, Any]:
    """The context of the charts in the style guide."""
    return {
        "weeks": [_bar(day, 7) for day in range(0, 26 * 7, 7)],
        "days": [_bar(day, 1) for day in range(366)],
        "waits": [
            Bar(label, count, href=f"?bucket={position}")
            for position, (label, count) in enumerate(
                zip(_WAITS, (12, 41, 95, 60, 33, 21, 9, 0, 2), strict=True)
            )
        ],
        "reasons": [
            Bar("Not related", 31, share=0.62, href="?reason=1"),
            Bar("Related, but it does not answer the question that was asked", 15, share=0.3),
            Bar("Outdated", 4, share=0.08),
        ],
        "elements": [Bar(name, 70 + 3 * n) for n, name in enumerate(_ELEMENTS)],
        "load": [[_cell(day, hour) for hour in range(24)] for day in range(7)],
    }


def _bar(offset: int, length: int) -> Bar:
    day = date(2026, 1, 5) + timedelta(days=offset)
    value = (offset * 37 // length) % 29 * (2 if length == 7 else 1)
    before = value + (offset // length * 11) % 7 - 3
    return Bar(
        date_format(day, "DATE_FORMAT"),
        value,
        part=value * 2 // 5,
        before=max(before, 0),
        short=date_format(day, "j M"),
    )


def _cell(day: int, hour: int) -> Cell:
    open_hours = day < 5 and 8 <= hour < 16
    value = (hour * 7 + day * 5) % 23 + 9 if open_hours else (hour * day) % 4
    return Cell(value, href=f"?day={day}&hour={hour}")
