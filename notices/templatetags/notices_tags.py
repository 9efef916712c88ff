"""The notices on the home page."""

from typing import Any

from django import template

from notices import cookie
from notices.models import Notice

register = template.Library()
_SHOWN = 3


@register.inclusion_tag("notices/_notices.html", takes_context=True)
def notices(context: dict[str, Any]) -> dict[str, Any]:
    """What is valid now and the reader has not put away, the newest first."""
    away = cookie.dismissed(context["request"])
    shown = Notice.objects.valid().exclude(pk__in=away).order_by("-valid_from", "-pk")[:_SHOWN]
    return {"notices": shown, "csrf_token": context.get("csrf_token")}
