"""Telling officers of what was given to them or their team, and of what is due soon."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Team, User
from notifications.announcing import announce
from notifications.kinds import ASSIGNMENT, DUE
from pages import moment
from servicedesk.models import Assignment, Ticket
from servicedesk.officers import officers

_SOON = timedelta(hours=4)
# What fell due longer ago than that stands on the desk in red; nobody is reminded of it.
_PAST = timedelta(days=1)


def tell(assignment: Assignment, **kwargs: Any) -> None:
    """Receiver of `ticket_assigned`."""
    notify(assignment)


def notify(assignment: Assignment) -> int:
    """Tell the officer, or the team where it names none. Returns how many are told now."""
    people = _in_charge(assignment.assignee, assignment.team)
    return announce(ASSIGNMENT, people, assignment, by=assignment.by)


def sweep(since: datetime) -> int:
    """Tell of the assignments since then that nobody was told of. Returns how many are told now."""
    rows = ASSIGNMENT.rows().filter(at__gte=since).select_related("assignee")
    return sum(notify(assignment) for assignment in rows.iterator())


def sweep_due(since: datetime) -> int:
    """Remind whoever is in charge, else the team, else every officer, of what falls due within
    hours; once for each due time. Returns how many are told now."""
    now = moment.now()
    # Nothing is due of what is settled, or waits for its asker.
    soon = DUE.rows().filter(due_at__range=(now - _PAST, now + _SOON))
    rows = soon.select_related("assignee", "team")
    return sum(_remind(ticket, ticket.due_at) for ticket in rows.iterator() if ticket.due_at)


def _remind(ticket: Ticket, due_at: datetime) -> int:
    people = _in_charge(ticket.assignee, ticket.team) or list(officers())
    return announce(DUE, people, ticket, step=int(due_at.timestamp()))


def _in_charge(assignee: User | None, team: Team | None) -> list[User]:
    if assignee:
        return [assignee]
    return [person for person in team.members.all() if person.is_officer] if team else []
