"""The bell in the header of every page."""

from typing import Any

from django import template

from notifications.models import Notification

register = template.Library()

# Nobody reads a larger number, and counting it costs.
_MOST_COUNTED = 100


@register.inclusion_tag("notifications/_bell.html", takes_context=True)
def bell(context: dict[str, Any]) -> dict[str, int]:
    """The bell with the number of unread lines behind it; of replies in one topic there is one."""
    unread = Notification.objects.in_bell(context["user"]).unread().grouped()
    return {"unread": unread[:_MOST_COUNTED].count(), "most": _MOST_COUNTED}
