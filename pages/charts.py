"""What charts are made of: the data, and where it lies in the drawing.

Across, a place is a share of the drawing's width in per cent, so that a chart fits a phone and a
screen without stretching its text; down, it is in pixels from the top.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

TOP, PLOT = 12, 160
_MOST_TICK_STEPS = 4
# The narrowest plot (a chart at 360 px), the narrowest with more names and the narrowest where
# angled names lie flat (charts.css agrees); and a letter's width at most. In pixels.
_NARROW, _WIDE, _FLAT, _LETTER, _BETWEEN = 236, 540, 780, 6.6, 14
_LONGEST_LABEL = 18
_MOST_LABELS = 14
# Of more bars than these, gaps and marks would be thinner than a pixel on a phone.
_DENSE = 100
HEAT_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name and its length.

    `part`: how much of it has the second colour. `before`: the length of the same bar in the period
    before. `short`: its name beneath the chart. `href`: the page of the rows it counts. `share`:
    how much it is of all (0 to 1).
    """

    label: str
    value: int | Decimal
    part: int = 0
    before: int | None = None
    short: str = ""
    href: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a heat map: its count, and the page of the rows it counts."""

    value: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A bar as it is drawn: its slot (the whole width it may use), itself, and what lies on it."""

    slot: float
    slot_width: float
    x: float
    width: float
    y: float
    height: float
    part_y: float
    part_height: float
    before_y: float | None


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A name beneath the axis, at the middle of its bar; some only where there is room."""

    x: float
    text: str
    only_wide: bool


def ticks(most: int | Decimal) -> list[int]:
    """Three to five round numbers from 0 to at least `most`, evenly apart."""
    size = 1
    while most > 5 * size * _MOST_TICK_STEPS:
        size *= 10
    step = next(step for n in (1, 2, 5) if most <= (step := n * size) * _MOST_TICK_STEPS)
    return [step * n for n in range(max(ceil(most / step), 2) + 1)]


def down(value: int | Decimal, top: int) -> float:
    """How far down a value lies when the axis ends at `top`."""
    return round(TOP + PLOT * (1 - float(value / top)), 1)


def columns(bars: Sequence[Bar], top: int) -> list[Column]:
    """Every bar in its place, the axis ending at `top`."""
    slot = 100 / len(bars)
    # A single bar as wide as the page would look like a wall.
    width = slot if is_dense(bars) else min(slot * 0.72, 12)
    return [_column(bar, position * slot, slot, width, top) for position, bar in enumerate(bars)]


def is_dense(bars: Sequence[Bar]) -> bool:
    """Whether there are too many bars for gaps between them, and for marks of the period before."""
    return len(bars) > _DENSE


def _column(bar: Bar, left: float, slot: float, width: float, top: int) -> Column:
    y, part_y = down(bar.value, top), down(bar.part, top)
    return Column(
        slot=round(left, 3),
        slot_width=round(slot, 3),
        x=round(left + (slot - width) / 2, 3),
        width=round(width, 3),
        y=y,
        height=round(TOP + PLOT - y, 1),
        part_y=part_y,
        part_height=round(TOP + PLOT - part_y, 1),
        before_y=None if bar.before is None else down(bar.before, top),
    )


def axis_labels(bars: Sequence[Bar], angled: bool = False) -> list[AxisLabel]:
    """As many names as fit beneath without touching: a few on a phone, more on a screen. Angled,
    they need the height of a line each, and all of them fit."""
    texts = [_cut(bar.short or bar.label) for bar in bars]
    letters = max(len(text) for text in texts) * _LETTER
    wide = ceil(len(texts) / _room(_WIDE, letters))
    narrow = ceil(len(texts) / _room(_NARROW, letters))
    if angled:
        wide = narrow = ceil(len(texts) / _MOST_LABELS)
    narrow = ceil(narrow / wide) * wide
    found = []
    for position in range(0, len(texts), wide):
        x = (position + 0.5) / len(texts) * 100
        fits = angled or _fits(x, texts[position], _NARROW)
        if fits or _fits(x, texts[position], _WIDE):
            only_wide = position % narrow != 0 or not fits
            found.append(AxisLabel(round(x, 3), texts[position], only_wide))
    return found


def lie_flat(bars: Sequence[Bar]) -> bool:
    """Whether all names fit side by side on a screen, so that they need no angle there."""
    longest = max(len(_cut(bar.short or bar.label)) for bar in bars)
    return len(bars) <= _room(_FLAT, longest * _LETTER)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"


def _room(width: int, letters: float) -> int:
    return min(max(floor(width / (letters + _BETWEEN)), 1), _MOST_LABELS)


def _fits(x: float, text: str, width: int) -> bool:
    """Whether a name that begins on the plot also ends on it, or in the margin."""
    return x / 100 * width + len(text) * _LETTER / 2 <= width + _BETWEEN


def heat_bounds(most: int) -> list[int]:
    """The highest count of each shade, from the lightest; small counts need fewer."""
    return sorted({ceil(most * n / HEAT_LEVELS) for n in range(1, HEAT_LEVELS + 1)} - {0})


def heat_level(value: int, bounds: Sequence[int]) -> int:
    """The shade of a count: 0 for none at all, HEAT_LEVELS for the highest."""
    if value <= 0:
        return 0
    beneath = sum(bound < value for bound in bounds)
    return HEAT_LEVELS - len(bounds) + beneath + 1
