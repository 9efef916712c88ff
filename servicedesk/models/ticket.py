"""The promise and how it is kept: a ticket per request, whatever the channel."""

from collections.abc import Sequence
from datetime import datetime
from secrets import choice
from typing import Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from pages import moment
from servicedesk.clock import Calendar
from servicedesk.lifetime import Lifetime
from servicedesk.models.calendar import OpeningHours
from servicedesk.models.service import ServiceType
from servicedesk.moves import SETTLED, Status, may_move
from servicedesk.percentiles import Percentile
from servicedesk.signals import status_changed

# What `Ticket.measure` derives.
MEASURED = (
    "first_automatic_seconds",
    "first_automatic_working",
    "first_officer_seconds",
    "first_officer_working",
    "substantive_at",
    "substantive_seconds",
    "substantive_working",
    "resolution_seconds",
    "resolution_working",
    "first_due_at",
    "resolution_due_at",
    "due_at",
    "reopened_count",
)
_MOMENTS = ("first_automatic_at", "first_officer_at", "opened_at", "service_type_id")
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


class Classification(models.TextChoices):
    INFORMATION = "information", _("Request for information")
    COMPLAINT = "complaint", _("Complaint about the statistical service")
    OTHER_COMPLAINT = "other-complaint", _("Complaint about another service")
    ASPIRATION = "aspiration", _("Suggestion")


class TicketQuerySet(models.QuerySet["Ticket"]):
    def open(self, channel: Channel, service_type: ServiceType | None = None) -> "Ticket":
        """A new ticket, opened now, for this service or the usual one; its team is the service's.
        Its promise runs from now on."""
        now = moment.now()
        service_type = service_type or ServiceType.objects.usual()
        ticket = self.model(code=new_code(now), channel=channel, opened_at=now)
        ticket.service_type = service_type
        ticket.team_id = service_type.team_id if service_type else None
        ticket.measure(OpeningHours.objects.calendar(), [])
        ticket.save(force_insert=True)
        return ticket

    def opened_since(self, start: datetime) -> Self:
        return self.filter(opened_at__gte=start)

    def unsettled(self) -> Self:
        """Tickets still somebody's business."""
        return self.exclude(status__in=SETTLED)

    def first_officer_times(self) -> tuple[float | None, float | None]:
        """Median and 90th percentile of the seconds until an officer first answered, of the
        tickets an officer answered. Automatic answers do not count."""
        times = self.aggregate(
            median=Percentile("first_officer_seconds", 0.5),
            p90=Percentile("first_officer_seconds", 0.9),
        )
        return times["median"], times["p90"]


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
    service_type = models.ForeignKey(
        ServiceType,
        models.SET_NULL,
        verbose_name=_("service type"),
        related_name="tickets",
        null=True,
        blank=True,
    )
    classification = models.CharField(
        _("classification"),
        max_length=16,
        choices=Classification,
        default=Classification.INFORMATION,
    )
    opened_at = models.DateTimeField(_("opened"), default=moment.now, db_index=True)
    first_automatic_at = models.DateTimeField(_("first automatic answer"), null=True, blank=True)
    first_officer_at = models.DateTimeField(_("first officer's answer"), null=True, blank=True)
    first_officer_seconds = models.PositiveIntegerField(
        _("seconds to the first officer's answer"), null=True, blank=True
    )
    # What follows is derived from the moments, see `measure`; times are seconds since the opening
    # without those spent waiting for the asker, `_working` of them while the office was open.
    first_officer_working = models.PositiveIntegerField(null=True, blank=True)
    first_automatic_seconds = models.PositiveIntegerField(null=True, blank=True)
    first_automatic_working = models.PositiveIntegerField(null=True, blank=True)
    substantive_at = models.DateTimeField(_("substantive answer"), null=True, blank=True)
    substantive_seconds = models.PositiveIntegerField(null=True, blank=True)
    substantive_working = models.PositiveIntegerField(null=True, blank=True)
    resolution_seconds = models.PositiveIntegerField(null=True, blank=True)
    resolution_working = models.PositiveIntegerField(null=True, blank=True)
    first_due_at = models.DateTimeField(_("first response due"), null=True, blank=True)
    resolution_due_at = models.DateTimeField(_("resolution due"), null=True, blank=True)
    due_at = models.DateTimeField(_("next due"), null=True, blank=True)
    reopened_count = models.PositiveSmallIntegerField(_("times reopened"), default=0)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        indexes = [
            models.Index(fields=["status", "opened_at"], name="servicedesk_queue"),
            models.Index(fields=["first_officer_seconds"], name="servicedesk_first_officer"),
            models.Index(fields=["due_at", "id"], name="servicedesk_due"),
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
                ticket=self,
                by=by,
                by_officer=by.is_officer,
                from_status=locked.status,
                to_status=to_status,
                note=note,
            )
            for field in _MOMENTS:
                setattr(self, field, getattr(locked, field))
            self.status = to_status
            self.resolved_at = change.at if to_status == Status.RESOLVED else locked.resolved_at
            self.closed_at = change.at if to_status in SETTLED else None
            self._save_measured("status", "resolved_at", "closed_at")
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
            self._save_measured("first_automatic_at")

    def record_officer_answer(self, at: datetime, officer: User) -> None:
        """Stop the clock of the first response; later answers change nothing. Whoever answers a
        ticket that nobody has claimed is in charge of it."""
        if self.first_officer_at is None:
            self.first_officer_at = at
        if self.assignee_id is None:
            self.assignee = officer
        self._save_measured("first_officer_at", "assignee")

    def measure(self, calendar: Calendar, changes: Sequence["StatusChange"]) -> None:
        """Derive durations and due times from the ticket's moments and its changes of status, in
        their order. `manage.py recount` does the same to all tickets."""
        life = Lifetime(self.opened_at, waits(changes))
        self.substantive_at = substantive_at(changes, self.first_officer_at)
        self.reopened_count = sum(
            change.from_status in SETTLED and change.to_status not in SETTLED for change in changes
        )
        for moment_field, name in (
            ("first_automatic_at", "first_automatic"),
            ("first_officer_at", "first_officer"),
            ("substantive_at", "substantive"),
            ("closed_at", "resolution"),
        ):
            until = getattr(self, moment_field)
            setattr(self, f"{name}_seconds", life.elapsed(until))
            setattr(self, f"{name}_working", life.worked(until, calendar))
        self._promise(life, calendar)

    def _promise(self, life: Lifetime, calendar: Calendar) -> None:
        """When the first response and the resolution fall due, and which of them is next. Nothing
        is due of a settled request, nor while the asker has to act."""
        promised = self.service_type
        self.first_due_at = self.resolution_due_at = self.due_at = None
        if promised is None:
            return
        hours = promised.first_response_hours * 3600
        self.first_due_at = life.due_after_seconds(hours, calendar)
        self.resolution_due_at = life.due_after_days(promised.resolution_days, calendar)
        if self.is_settled or self.status in (Status.WAITING_ASKER, Status.ANSWERED):
            return
        self.due_at = self.resolution_due_at if self.first_officer_at else self.first_due_at

    def _save_measured(self, *fields: str) -> None:
        """Save these fields, and all that is derived from them."""
        changes = list(self.status_changes.order_by("at", "pk"))
        self.measure(OpeningHours.objects.calendar(), changes)
        self.save(update_fields=[*fields, *MEASURED])


class StatusChange(models.Model):
    """A ticket moved: who, when, from where to where."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="status_changes")
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
