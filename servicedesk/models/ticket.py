"""The promise and how it is kept: a ticket per request, whatever the channel."""

from datetime import datetime
from secrets import choice
from typing import Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from pages import moment
from servicedesk.moves import SETTLED, Status, may_move
from servicedesk.percentiles import percentiles
from servicedesk.signals import status_changed

# Letters and digits that nobody confuses when reading a code aloud.
_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 6


def new_code(opened_at: datetime) -> str:
    """A ticket code such as "PST-2611-7KQ4TX": the month, then characters nobody can guess.

    30**6 codes a month: a clash is one in 700 million per pair, and the unique column refuses it.
    """
    return f"PST-{opened_at:%y%m}-" + "".join(choice(_CODE_ALPHABET) for _ in range(_CODE_LENGTH))


class Channel(models.TextChoices):
    FORUM = "forum", _("Forum")


class TicketQuerySet(models.QuerySet["Ticket"]):
    def open(self, channel: Channel) -> "Ticket":
        """A new ticket, opened now."""
        now = moment.now()
        return self.create(code=new_code(now), channel=channel, opened_at=now)

    def opened_since(self, start: datetime) -> Self:
        return self.filter(opened_at__gte=start)

    def unsettled(self) -> Self:
        """Tickets still somebody's business."""
        return self.exclude(status__in=SETTLED)

    def first_officer_times(self) -> tuple[float | None, float | None]:
        """Median and 90th percentile of the seconds until an officer first answered, of the
        tickets an officer answered. Automatic answers do not count."""
        median, p90 = percentiles(self, "first_officer_seconds", (0.5, 0.9))
        return median, p90


class Ticket(models.Model):
    code = models.CharField(_("ticket code"), max_length=20, unique=True, editable=False)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.NEW)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("officer in charge"),
        related_name="assigned_tickets",
        null=True,
        blank=True,
    )
    team = models.ForeignKey(
        Team, models.SET_NULL, verbose_name=_("team"), related_name="tickets", null=True, blank=True
    )
    opened_at = models.DateTimeField(_("opened"), default=moment.now, db_index=True)
    first_automatic_at = models.DateTimeField(_("first automatic answer"), null=True, blank=True)
    first_officer_at = models.DateTimeField(_("first officer's answer"), null=True, blank=True)
    first_officer_seconds = models.PositiveIntegerField(
        _("seconds to the first officer's answer"), null=True, blank=True
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        indexes = [
            models.Index(fields=["status", "opened_at"], name="servicedesk_queue"),
            models.Index(fields=["first_officer_seconds"], name="servicedesk_first_officer"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_settled(self) -> bool:
        return self.status in SETTLED

    def move(self, to_status: str, by: User, *, note: str = "") -> "StatusChange":
        """Bring the ticket to another status and record who did it.

        Raises PermissionDenied when the table of moves does not allow it to this person.
        """
        with transaction.atomic():
            locked = Ticket.objects.select_for_update().get(pk=self.pk)
            if not (by.is_bot or may_move(locked.status, to_status, officer=by.is_officer)):
                raise PermissionDenied(f"{locked.status} -> {to_status}")
            change = StatusChange.objects.create(
                ticket=self, by=by, from_status=locked.status, to_status=to_status, note=note
            )
            self.status = to_status
            self.resolved_at = change.at if to_status == Status.RESOLVED else locked.resolved_at
            self.closed_at = change.at if to_status in SETTLED else None
            self.save(update_fields=["status", "resolved_at", "closed_at"])
            transaction.on_commit(
                lambda: status_changed.send_robust(sender=Ticket, change=change), robust=True
            )
        return change

    def claim(self, officer: User) -> None:
        """Put the officer in charge; a new ticket is in progress from then on."""
        with transaction.atomic():
            self.assignee = officer
            self.save(update_fields=["assignee"])
            if self.status == Status.NEW:
                self.move(Status.IN_PROGRESS, officer)

    def record_automatic_answer(self, at: datetime) -> None:
        if self.first_automatic_at is None:
            self.first_automatic_at = at
            self.save(update_fields=["first_automatic_at"])

    def record_officer_answer(self, at: datetime, officer: User) -> None:
        """Stop the clock of the first response; later answers change nothing. Whoever answers a
        ticket that nobody has claimed is in charge of it."""
        if self.first_officer_at is None:
            self.first_officer_at = at
            self.first_officer_seconds = max(0, int((at - self.opened_at).total_seconds()))
        if self.assignee_id is None:
            self.assignee = officer
        self.save(update_fields=["first_officer_at", "first_officer_seconds", "assignee"])


class StatusChange(models.Model):
    """A ticket moved: who, when, from where to where."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="status_changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
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
