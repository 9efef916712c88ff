"""The moves a ticket made, and what can be read from them."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import moment
from servicedesk.moves import Status


class StatusChange(models.Model):
    """A ticket moved: who, when, from where to where."""

    ticket = models.ForeignKey("servicedesk.Ticket", models.CASCADE, related_name="status_changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_officer = models.BooleanField(default=False)
    at = models.DateTimeField(default=moment.now)
    from_status = models.CharField(max_length=16, choices=Status)
    to_status = models.CharField(max_length=16, choices=Status)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")

    def __str__(self) -> str:
        return f"{self.ticket} {self.from_status} -> {self.to_status}"


def waits(changes: Sequence[StatusChange]) -> list[tuple[datetime, datetime]]:
    """The times the ticket waited for its asker; one that goes on ends now."""
    found = []
    for number, change in enumerate(changes):
        if change.to_status == Status.WAITING_ASKER:
            after = changes[number + 1 :]
            found.append((change.at, after[0].at if after else moment.now()))
    return found


def substantive_at(
    changes: Sequence[StatusChange], first_officer_at: datetime | None
) -> datetime | None:
    """When an officer first gave an answer in the matter: brought the ticket to Answered or
    Resolved. Where only the asker resolved it, the officer's first answer was one."""
    for change in changes:
        if change.to_status not in (Status.ANSWERED, Status.RESOLVED):
            continue
        if change.by_officer:
            return change.at
        if first_officer_at and change.to_status == Status.RESOLVED:
            return first_officer_at
    return None
