"""The office's hours on the pages of those who ask."""

from datetime import datetime

from django import template

from pages import moment
from servicedesk.models import OpeningHours

register = template.Library()


@register.simple_tag
def opens_at() -> datetime | None:
    """When the office opens next; None while it is open, or when its hours are not known."""
    now = moment.now()
    opening = OpeningHours.objects.calendar().next_opening(now)
    return opening if opening and opening > now else None
