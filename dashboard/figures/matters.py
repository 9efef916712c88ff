"""What a ticket is about, in conditions: a topic or a private conversation."""

from typing import Any

from django.db.models import Q
from django.db.models.expressions import Combinable, Value
from django.db.models.functions import Coalesce, NullIf

from servicedesk.models.ticket_set import MATTERS


def either(to: str = "", **conditions: Any) -> Q:
    """The conditions hold for the topic or for the conversation of a ticket, which the row reaches
    by `to` ("" or "ticket__")."""
    found = Q()
    for matter in MATTERS.values():
        found |= Q(**{f"{to}{matter}__{name}": value for name, value in conditions.items()})
    return found


def filled(name: str) -> Combinable:
    """The field of the topic or of the conversation; nothing where it is empty."""
    return Coalesce(*(NullIf(f"{matter}__{name}", Value("")) for matter in MATTERS.values()))
