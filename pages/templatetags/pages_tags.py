"""Times and Markdown in templates."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from pages import markdown, moment

register = template.Library()
_JUST_NOW = 60
_AGO_UP_TO = 7 * 24 * 3600


@register.filter
def wib(value: datetime) -> str:
    """The moment in words with its zone: "24 November 2026 pukul 14.05 WIB"."""
    local = timezone.localtime(value)
    return _("%(date)s at %(time)s %(zone)s") % {
        "date": date_format(local, "DATE_FORMAT"),
        "time": date_format(local, "TIME_FORMAT"),
        "zone": local.tzname(),
    }


@register.filter
def ago(value: datetime) -> SafeString:
    """A <time> that reads "5 minutes ago", or the date once a week has passed."""
    seconds = (moment.now() - value).total_seconds()
    if seconds < _JUST_NOW:
        words = _("just now")
    elif seconds < _AGO_UP_TO:
        words = _("%(time)s ago") % {"time": timesince(value, moment.now(), depth=1)}
    else:
        words = date_format(timezone.localtime(value), "DATE_FORMAT")
    return format_html(
        '<time class="time" datetime="{}" title="{}">{}</time>',
        value.isoformat(),
        wib(value),
        words,
    )


@register.filter
def duration(seconds: float | None) -> str:
    """Seconds in the two largest units: "2 hours, 5 minutes"; a dash for None."""
    if seconds is None:
        return "–"
    if seconds < _JUST_NOW:
        return _("under a minute")
    end = moment.now()
    return timesince(end - timedelta(seconds=seconds), end, depth=2)


@register.filter
def percent(value: float | None) -> str:
    """A share (0 to 1) as whole per cent; a dash for None."""
    return "–" if value is None else f"{round(value * 100)} %"


@register.filter
def markdown_html(text: str) -> SafeString:
    """Markdown rendered and cleaned."""
    return mark_safe(markdown.render(text))  # noqa: S308 - cleaned by nh3


@register.filter
def markdown_plain(text: str) -> str:
    """Text as it stands, for a place inside Markdown: no character of it means anything there."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|<>~-])", r"\\\1", text)


@register.filter
def json_ld(data: dict[str, Any] | None) -> SafeString:
    """Structured data for search engines; nothing for None. No text in it can end the element."""
    if data is None:
        return mark_safe("")
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - see above
