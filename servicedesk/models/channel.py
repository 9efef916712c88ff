"""By which way a request came, what kind it is, and whose it is at the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User

if TYPE_CHECKING:
    from servicedesk.models.ticket import Ticket


class Channel(models.TextChoices):
    FORUM = "forum", _("Forum")
    PESAN = "pesan", _("Private message")


class Classification(models.TextChoices):
    INFORMATION = "information", _("Request for information")
    COMPLAINT = "complaint", _("Complaint about the statistical service")
    OTHER_COMPLAINT = "other-complaint", _("Complaint about another service")
    ASPIRATION = "aspiration", _("Suggestion")


def in_charge(officer: User, ticket: str = "") -> models.Q:
    """The condition that a request is one this officer answers for: their own, their team's, or
    nobody's team's; every one for administrators. `ticket` is the way to the ticket, as in
    "ticket__"."""
    if officer.is_superuser:
        return models.Q(**{f"{ticket}pk__isnull": False})
    teams = Team.members.through.objects.filter(user_id=officer.pk).values("team_id")
    return (
        models.Q(**{f"{ticket}assignee": officer})
        | models.Q(**{f"{ticket}team": None})
        | models.Q(**{f"{ticket}team__in": teams})
    )


def is_in_charge(officer: User, ticket: Ticket) -> bool:
    """The same of one request at hand. The officer's teams are asked for once."""
    if officer.is_superuser or ticket.assignee_id == officer.pk or ticket.team_id is None:
        return True
    models.prefetch_related_objects([officer], "teams")
    return any(team.pk == ticket.team_id for team in officer.teams.all())
