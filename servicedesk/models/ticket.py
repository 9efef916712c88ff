"""The promise and how it is kept: a ticket per request, whatever the channel."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from pages import moment
from servicedesk.clock import Calendar
from servicedesk.lifetime import Lifetime
from servicedesk.models.calendar import OpeningHours
from servicedesk.models.channel import Channel, Classification
from servicedesk.models.service import ServiceType
from servicedesk.models.status_change import StatusChange, substantive_at, waits
from servicedesk.models.ticket_set import MATTERS, TicketQuerySet
from servicedesk.moves import REOPENED_BY_ASKER, SETTLED, Status, may_move
from servicedesk.signals import status_changed, ticket_assigned

if TYPE_CHECKING:
    from servicedesk.matter import Matter

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
    "waited",
    "waited_working",
    "waiting_since",
)
_MOMENTS = (
    "first_automatic_at",
    "first_officer_at",
    "officer_answers",
    "opened_at",
    "service_type_id",
)


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
    officer_answers = models.PositiveSmallIntegerField(_("officers' answers"), default=0)
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
    # The waits for the asker that are over; one that goes on began at `waiting_since`.
    waited = models.DurationField(_("waited for the asker"), default=timedelta)
    waited_working = models.DurationField(default=timedelta)
    waiting_since = models.DateTimeField(_("waits for the asker since"), null=True, blank=True)
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
    def matter(self) -> "Matter":
        """The topic or the conversation it belongs to."""
        return getattr(self, MATTERS[Channel(self.channel)])

    @property
    def is_settled(self) -> bool:
        return self.status in SETTLED

    def move(self, to_status: str, by: User, *, note: str = "") -> StatusChange:
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

    def claim(self, officer: User) -> bool:
        """The officer takes charge; a new ticket is in progress from then on. Returns whether
        anything changed."""
        with transaction.atomic():
            changed = self.assign(officer, officer)
            if changed and self.status == Status.NEW:
                self.move(Status.IN_PROGRESS, officer)
        return changed

    def assign(self, to: User, by: User, note: str = "") -> bool:
        """Put an officer in charge. Returns whether anything changed. Raises PermissionDenied for
        somebody who is no officer."""
        if to.is_bot or not to.is_officer:
            raise PermissionDenied(f"{to.pk} is no officer")
        with self._held():
            if self.assignee_id == to.pk:
                return False
            self.assignee = to
            self.save(update_fields=["assignee"])
            self._record_assignment(by, note)
        return True

    def hand_over(self, team: Team, by: User, note: str = "") -> bool:
        """Give the ticket to a team; nobody in it is in charge yet. Returns whether anything
        changed."""
        with self._held():
            if self.team_id == team.pk and self.assignee_id is None:
                return False
            self.team, self.assignee = team, None
            self.save(update_fields=["team", "assignee"])
            self._record_assignment(by, note)
        return True

    def _record_assignment(self, by: User, note: str = "") -> None:
        """Note who has the ticket now. Call it inside a transaction."""
        assignment = self.assignments.create(
            team_id=self.team_id, assignee_id=self.assignee_id, by=by, note=note
        )
        transaction.on_commit(
            lambda: ticket_assigned.send_robust(sender=Ticket, assignment=assignment), robust=True
        )

    def reclassify(self, service_type: ServiceType | None, classification: str, by: User) -> bool:
        """Say what is asked for; what is promised, and so what is due, follows. An internal note
        tells what it was before. Returns whether anything changed."""
        with self._held():
            words = [
                f"{label}: {before or '–'} → {after or '–'}"
                for label, before, after in (
                    (gettext("Service type"), self.service_type, service_type),
                    (
                        gettext("Classification"),
                        self.get_classification_display(),
                        Classification(classification).label,
                    ),
                )
                if before != after
            ]
            if not words:
                return False
            self.service_type, self.classification = service_type, classification
            self._save_measured("service_type", "classification")
            self.notes.create(by=by, text="  \n".join(words))
        return True

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Nobody else changes the ticket meanwhile, and it is read as it is now."""
        with transaction.atomic():
            self.refresh_from_db(from_queryset=Ticket.objects.select_for_update())
            yield

    def record_automatic_answer(self, at: datetime) -> None:
        if self.first_automatic_at is None:
            self.first_automatic_at = at
            self._save_measured("first_automatic_at")

    def record_officer_answer(self, at: datetime, officer: User) -> None:
        """Stop the clock of the first response; later answers are only counted. Whoever answers a
        ticket that nobody has claimed is in charge of it."""
        if self.first_officer_at is None:
            self.first_officer_at = at
        self.officer_answers += 1
        if self.assignee_id is None:
            self.assignee = officer
            self._record_assignment(officer)
        self._save_measured("first_officer_at", "officer_answers", "assignee")

    def take_answer(self, at: datetime, officer: User, to_status: str = "") -> None:
        """An officer answered: the clock of the first response stops, and the ticket moves to
        `to_status`, where it may ("" leaves it)."""
        self.record_officer_answer(at, officer)
        if may_move(self.status, to_status or self.status, officer=True):
            self.move(to_status, officer)

    def take_reply(self, asker: User) -> None:
        """The asker wrote again: what waited for them, or had ended, is back with the officers."""
        if self.status in REOPENED_BY_ASKER:
            self.move(Status.IN_PROGRESS, asker)

    def measure(self, calendar: Calendar, changes: Sequence[StatusChange]) -> None:
        """Derive durations and due times from the ticket's moments and its changes of status, in
        their order. `manage.py recount` does the same to all tickets."""
        life = Lifetime(self.opened_at, waits(changes))
        self._wait(changes, calendar)
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

    def _wait(self, changes: Sequence[StatusChange], calendar: Calendar) -> None:
        """How long the waits for the asker took that are over, and since when one goes on."""
        goes_on = bool(changes) and changes[-1].to_status == Status.WAITING_ASKER
        self.waiting_since = changes[-1].at if goes_on else None
        over = [wait for wait in waits(changes) if wait[0] != self.waiting_since]
        self.waited = sum((end - start for start, end in over), timedelta())
        self.waited_working = sum((calendar.open_for(*wait) for wait in over), timedelta())

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
