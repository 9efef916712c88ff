"""The office's hours, and the addresses of what is done to a request."""

from datetime import datetime

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pages import moment
from servicedesk.matter import Matter
from servicedesk.models import OpeningHours

register = template.Library()
_A_WEEK = 7


@register.simple_tag
def opens_at() -> datetime | None:
    """When the office opens next; None while it is open, or when its hours are not known."""
    now = moment.now()
    opening = OpeningHours.objects.calendar().next_opening(now)
    return opening if opening and opening > now else None


@register.filter
def day_and_time(value: datetime) -> str:
    """A moment to come as people say it: "tomorrow at 08.00", "Monday at 08.00"."""
    local, today = localtime(value), localtime(moment.now()).date()
    days = (local.date() - today).days
    if days == 0:
        day = _("today")
    elif days == 1:
        day = _("tomorrow")
    else:
        day = date_format(local, "l" if days < _A_WEEK else "DATE_FORMAT")
    return _("%(day)s at %(time)s") % {"day": day, "time": date_format(local, "TIME_FORMAT")}


@register.simple_tag
def act_url(matter: Matter, act: str) -> str:
    """Where an officer's act on a topic or a conversation is sent to."""
    meta = matter._meta  # type: ignore[attr-defined]
    return reverse(f"{meta.app_label}:{meta.model_name}_{act}", args=[matter.pk])


@register.simple_tag
def rating_url(matter: Matter) -> str:
    """Where the asker's rating of it is sent to."""
    app = matter._meta.app_label  # type: ignore[attr-defined]
    return reverse(f"{app}:rating_new", args=[matter.ticket.code])
