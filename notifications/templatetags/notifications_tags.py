"""The bell in the header of every page."""

from typing import Any

from django import template

from notifications.models import Notification

register = template.Library()


@register.inclusion_tag("notifications/_bell.html", takes_context=True)
def bell(context: dict[str, Any]) -> dict[str, int]:
    """The bell with the number of unread notifications of the reader."""
    return {"unread": Notification.objects.filter(recipient=context["user"]).unread().count()}
