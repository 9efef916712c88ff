"""Pieces of the pages about releases."""

from collections.abc import Iterable

from django import template

from releases.models import ReleaseEvent

register = template.Library()


@register.simple_tag
def moved_days(events: Iterable[ReleaseEvent]) -> list[ReleaseEvent]:
    """The days it was planned for, one after the other."""
    return [event for event in events if event.kind == ReleaseEvent.Kind.PLANNED]
