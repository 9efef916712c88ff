"""The one table of allowed moves of a ticket: who may bring it from where to where."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    NEW = "new", pgettext_lazy("status", "New")
    IN_PROGRESS = "in-progress", pgettext_lazy("status", "In progress")
    WAITING_ASKER = "waiting-asker", pgettext_lazy("status", "Waiting for the asker")
    WAITING_RELEASE = "waiting-release", pgettext_lazy("status", "Waiting for a release")
    ANSWERED = "answered", pgettext_lazy("status", "Answered")
    RESOLVED = "resolved", pgettext_lazy("status", "Resolved")
    CLOSED = "closed", pgettext_lazy("status", "Closed")
    DUPLICATE = "duplicate", pgettext_lazy("status", "Duplicate")


# Nobody waits for the office in these.
SETTLED = frozenset({Status.RESOLVED, Status.CLOSED, Status.DUPLICATE})
UNSETTLED = frozenset(Status) - SETTLED
# The office owes the next step in these.
QUEUED = frozenset({Status.NEW, Status.IN_PROGRESS})
# From these the asker's reply brings the request back to the officers.
REOPENED_BY_ASKER = frozenset(
    {Status.WAITING_ASKER, Status.ANSWERED, Status.RESOLVED, Status.CLOSED}
)

_ANY_OPEN = (
    Status.NEW,
    Status.IN_PROGRESS,
    Status.WAITING_ASKER,
    Status.WAITING_RELEASE,
    Status.ANSWERED,
)

OFFICER_MOVES: dict[Status, frozenset[Status]] = {
    **{status: frozenset(Status) - {status, Status.NEW} for status in _ANY_OPEN},
    **{status: frozenset({Status.IN_PROGRESS}) for status in SETTLED},
}
ASKER_MOVES: dict[Status, frozenset[Status]] = {
    **{status: frozenset({Status.RESOLVED}) for status in _ANY_OPEN},
    Status.WAITING_ASKER: frozenset({Status.IN_PROGRESS, Status.RESOLVED}),
    Status.ANSWERED: frozenset({Status.IN_PROGRESS, Status.RESOLVED}),
    Status.RESOLVED: frozenset({Status.IN_PROGRESS}),
    Status.CLOSED: frozenset({Status.IN_PROGRESS}),
}


def may_move(from_status: str, to_status: str, *, officer: bool) -> bool:
    """Whether an officer (else: the asker) may bring a ticket from one status to the other."""
    table = OFFICER_MOVES if officer else ASKER_MOVES
    return to_status in table.get(Status(from_status), frozenset())
