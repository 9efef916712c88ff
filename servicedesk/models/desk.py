"""What officers leave at a ticket: notes, hand-overs, and that they are there."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from pages import moment
from servicedesk.models.ticket import Ticket

# Whoever has not been heard of for so long has left.
_PRESENT = timedelta(seconds=60)


class InternalNote(models.Model):
    """What officers tell each other about a ticket; the public never sees it."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=2_000)
    at = models.DateTimeField(default=moment.now)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.at:%Y-%m-%d}"


class Assignment(models.Model):
    """A ticket was given to a team, a person, or nobody: by whom, when, and why."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="assignments")
    team = models.ForeignKey(Team, models.SET_NULL, related_name="+", null=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(default=moment.now)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        return f"{self.ticket_id} -> {self.assignee_id or self.team_id}"


class PresenceQuerySet(models.QuerySet["Presence"]):
    def seen(self, ticket: Ticket, officer: User, *, is_writing: bool) -> None:
        """The officer has the ticket open, and perhaps writes a reply."""
        self.update_or_create(
            ticket=ticket,
            officer=officer,
            defaults={"seen_at": moment.now(), "is_writing": is_writing},
        )

    def present(self) -> Self:
        """Those heard of lately."""
        return self.filter(seen_at__gt=moment.now() - _PRESENT).select_related("officer")

    def others(self, officer: User) -> Self:
        """Those present besides this officer, always in one order."""
        return self.present().exclude(officer=officer).order_by("officer")


class Presence(models.Model):
    """An officer looks at a ticket, so that two do not answer it at once."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="presences")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=moment.now)
    is_writing = models.BooleanField(default=False)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["ticket", "officer"], name="servicedesk_one_presence")
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} at {self.ticket_id}"
