"""Charts as inline SVG and tables: readable without a script, the same data always in words too.

A chart's title must be unlike every other on its page: its ids are made from it.
"""

from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from typing import Any
from zlib import crc32

from babel.numbers import format_compact_decimal
from django import template
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format, time_format
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from pages import charts
from pages.charts import Bar, Cell

register = template.Library()
_COMPACT_FROM = 10_000


@register.inclusion_tag("pages/_bar_chart.html")
def bar_chart(
    bars: Sequence[Bar], title: str, name: str, whole: str, part: str = "", before: str = ""
) -> dict[str, Any]:
    """Bars in a row, in time. `name` says what a bar is, `whole` what its height counts, and, where
    there are such, `part` what its second colour counts and `before` what the marks are. More than
    a hundred bars leave no room for marks: then `before` is in the words and the table only."""
    return _bar_chart(bars, title, name, whole, part, before)


@register.inclusion_tag("pages/_bar_chart.html")
def histogram(bars: Sequence[Bar], title: str, name: str, whole: str) -> dict[str, Any]:
    """Bars in a row, one for each range of values, all of them named beneath."""
    return _bar_chart(bars, title, name, whole, angled=True)


@register.inclusion_tag("pages/_bar_list.html")
def bar_list(
    bars: Sequence[Bar], title: str, name: str, whole: str, most: int = 0
) -> dict[str, Any]:
    """Bars beneath each other, each with its name and number; `most` is the length of a full one
    (of the longest unless given). A column of shares where the bars have them."""
    full = most or max((bar.value for bar in bars), default=0) or 1
    rows = [
        {
            "bar": bar,
            "value": number(bar.value),
            "length": round(min(float(bar.value / full), 1.0) * 100, 1),
        }
        for bar in bars
    ]
    shares = any(bar.share is not None for bar in bars)
    return {"rows": rows, "title": title, "name": name, "whole": whole, "shares": shares}


@register.inclusion_tag("pages/_heat_map.html")
def heat_map(rows: Sequence[Sequence[Cell]], title: str, whole: str) -> dict[str, Any]:
    """A week by the hour: seven rows from Monday, each of 24 cells from midnight."""
    bounds = charts.heat_bounds(max((cell.value for row in rows for cell in row), default=0))
    return {
        "id": _id(title),
        "title": title,
        "summary": _busiest(rows, whole) if bounds else "",
        "hours": [f"{hour:02}" for hour in range(24)],
        "days": [
            {"name": WEEKDAYS[day], "cells": [_shaded(cell, bounds) for cell in row]}
            for day, row in enumerate(rows)
        ],
        "legend": [
            {"level": charts.heat_level(bound, bounds), "range": _range(floor + 1, bound)}
            for floor, bound in zip([0, *bounds], bounds, strict=False)
        ],
        "whole": whole,
    }


def _bar_chart(
    bars: Sequence[Bar],
    title: str,
    name: str,
    whole: str,
    part: str = "",
    before: str = "",
    angled: bool = False,
) -> dict[str, Any]:
    most = max((max(bar.value, bar.before or 0) for bar in bars), default=0)
    marks = charts.ticks(most)
    rows = [_row(bar, whole, part, before) for bar in bars]
    return {
        "id": _id(title),
        "title": title,
        "name": name,
        "whole": whole,
        "part": part,
        "before": before,
        "marked": bool(before) and not charts.is_dense(bars),
        "angled": angled,
        "steep": bool(angled and most) and not charts.lie_flat(bars),
        "summary": _summary(bars, whole, part, before) if most else "",
        "rows": rows,
        "drawn": list(zip(rows, charts.columns(bars, marks[-1]), strict=True)) if most else [],
        "ticks": [{"y": charts.down(mark, marks[-1]), "text": _short(mark)} for mark in marks],
        "labels": charts.axis_labels(bars, angled) if most else [],
        "linked": any(bar.href for bar in bars),
        "top": charts.TOP,
        "plot": charts.PLOT,
        "bottom": charts.TOP + charts.PLOT,
    }


def _row(bar: Bar, whole: str, part: str, before: str) -> dict[str, Any]:
    counts: list[tuple[int | Decimal | None, str]] = [(bar.value, whole)]
    if part:
        counts.append((bar.part, part))
    if before:
        counts.append((bar.before, before))
    cells = [{"text": number(count), "name": word} for count, word in counts]
    words = ", ".join(f"{cell['text']} {cell['name']}" for cell in cells)
    return {"bar": bar, "cells": cells, "words": f"{bar.label}: {words}"}


def _summary(bars: Sequence[Bar], whole: str, part: str, before: str) -> str:
    """The most important in words: the highest bar, and what they all come to."""
    highest = max(bars, key=lambda bar: bar.value)
    said = [
        _("Highest: %(label)s, with %(value)s %(whole)s.")
        % {"label": highest.label, "value": number(highest.value), "whole": whole},
        _("In all: %(totals)s.") % {"totals": _totals(bars, whole, part, before)},
    ]
    return " ".join(said)


def _totals(bars: Sequence[Bar], whole: str, part: str, before: str) -> str:
    totals = [(sum(bar.value for bar in bars), whole)]
    if part:
        totals.append((sum(bar.part for bar in bars), part))
    if before:
        totals.append((sum(bar.before or 0 for bar in bars), before))
    return ", ".join(f"{number(total)} {word}" for total, word in totals)


def _busiest(rows: Sequence[Sequence[Cell]], whole: str) -> str:
    value, day, hour = max(
        (cell.value, -day, -hour) for day, row in enumerate(rows) for hour, cell in enumerate(row)
    )
    total = number(sum(cell.value for row in rows for cell in row))
    words = {
        "day": WEEKDAYS[-day],
        "hour": time_format(time(-hour)),
        "value": number(value),
        "whole": whole,
    }
    busiest = _("Busiest: %(day)s, the hour from %(hour)s, with %(value)s %(whole)s.") % words
    return busiest + " " + _("In all: %(totals)s.") % {"totals": f"{total} {whole}"}


def _shaded(cell: Cell, bounds: Sequence[int]) -> dict[str, Any]:
    return {
        "level": charts.heat_level(cell.value, bounds),
        "value": number(cell.value),
        "href": cell.href if cell.value else "",
    }


def _range(lowest: int, highest: int) -> str:
    return number(lowest) if lowest == highest else f"{number(lowest)}–{number(highest)}"


def number(value: int | Decimal | None) -> str:
    """A number as the reader writes it: "1.234" and "88,31" in Indonesian; a dash for None."""
    if value is None:
        return "–"
    places = 0 if isinstance(value, int) else 2
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def _short(value: int) -> str:
    """A number for the axis: "12 rb" for 12,000."""
    if value < _COMPACT_FROM:
        return number(value)
    locale = to_locale(get_language() or settings.LANGUAGE_CODE)
    return format_compact_decimal(value, locale=locale, fraction_digits=1)


def _id(title: str) -> str:
    return f"chart-{crc32(title.encode()):08x}"
