"""The bell in the header of every page."""

from typing import Any

from django import template

from notifications.bell import in_short, unread

register = template.Library()


@register.inclusion_tag("notifications/_bell.html", takes_context=True)
def bell(context: dict[str, Any]) -> dict[str, Any]:
    """The bell with the number of unread lines behind it; of replies in one topic there is one."""
    number = unread(context["user"])
    return {"unread": number, "shown": in_short(number)}
