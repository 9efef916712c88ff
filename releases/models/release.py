from datetime import date, datetime, timedelta
from typing import Any, Self

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pages import moment
from releases import periods, regions
from releases.models.event import ReleaseEvent
from releases.models.subject import Subject
from releases.signals import release_published, release_withdrawn

TITLE_LENGTH = 300
# A publication can be taken back for so long: afterwards people have acted on it.
_WITHDRAWABLE = timedelta(hours=24)
# What came out longer ago is told to nobody any more.
_NEWS = timedelta(days=3)


class ReleaseQuerySet(models.QuerySet["Release"]):
    def plan(
        self, *, planned_on: date, by: User | None = None, note: str = "", **fields: Any
    ) -> "Release":
        """A new release, planned for a day; `fields` are the others of the model."""
        with transaction.atomic():
            release = self.create(planned_on=planned_on, **fields)
            release.record(ReleaseEvent.Kind.PLANNED, planned_on, by, note)
        return release

    def published(self) -> Self:
        return self.exclude(published_at=None)

    def planned(self) -> Self:
        """Not published yet, those too that are late."""
        return self.filter(published_at=None)

    def due(self) -> Self:
        """Published, or planned for today or earlier: their reference period is over."""
        today = moment.today()
        return self.filter(models.Q(planned_on__lte=today) | ~models.Q(published_at=None))

    def within(self, first: date, after: date) -> Self:
        """Those whose day (see `Release.day`) is `first` or later, and before `after`."""
        planned = models.Q(published_at=None, planned_on__gte=first, planned_on__lt=after)
        start, end = _midnight(first), _midnight(after)
        return self.filter(planned | models.Q(published_at__gte=start, published_at__lt=end))

    def in_branch(self, subject: Subject) -> Self:
        """Of the subject and its parts."""
        return self.filter(subject__in=Subject.objects.branch(subject).values("pk"))

    def about(self, region: str) -> Self:
        """About the region, or about the whole of Lampung."""
        return self.filter(region__in=("", region))


class Release(models.Model):
    """One release of a subject: planned for a day, later published. The day may move; each day it
    was planned for stays as an event."""

    subject = models.ForeignKey(
        Subject, models.PROTECT, verbose_name=_("subject"), related_name="releases"
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    region = models.CharField(_("region"), max_length=4, blank=True, choices=regions.choices)
    reference_from = models.DateField(_("reference period from"), null=True, blank=True)
    reference_until = models.DateField(_("reference period until"), null=True, blank=True)
    planned_on = models.DateField(_("planned for"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    source_url = models.URLField(_("source link"), max_length=500, blank=True)
    summary = models.TextField(_("summary"), max_length=2_000, blank=True)
    # What the WebAPI knows it by; none for what officers entered.
    external_id = models.CharField(max_length=80, unique=True, null=True, editable=False)  # noqa: DJ001 - several have none
    created_at = models.DateTimeField(default=moment.now, editable=False)
    updated_at = models.DateTimeField(default=moment.now, editable=False)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ("-planned_on", "-pk")
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "region", "reference_until"],
                condition=models.Q(external_id=None),
                name="releases_one_per_period",
            ),
            models.CheckConstraint(
                condition=models.Q(reference_from__lte=models.F("reference_until")),
                name="releases_period_begins_before_it_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["planned_on"], name="releases_planned"),
            models.Index(fields=["published_at", "id"], name="releases_published"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """Never only digits: that would be the address of a month."""
        made = slugify(self.title)[:60].strip("-")
        return f"rilis-{made}".strip("-") if not made or made.isdigit() else made

    @property
    def day(self) -> date:
        """When it came out, or is to come out."""
        return timezone.localdate(self.published_at) if self.published_at else self.planned_on

    @property
    def is_late(self) -> bool:
        """Its day is over and it is not out."""
        return self.published_at is None and self.planned_on < moment.today()

    @property
    def is_news(self) -> bool:
        """Whether it came out just now, so that it is worth telling."""
        return self.published_at is not None and self.published_at > moment.now() - _NEWS

    @property
    def is_withdrawable(self) -> bool:
        """Whether its publication may still be taken back as a mistake."""
        return self.published_at is not None and self.published_at > moment.now() - _WITHDRAWABLE

    @property
    def period(self) -> str:
        """The reference period in words; "" where there is none."""
        if self.reference_from and self.reference_until:
            return periods.named(self.reference_from, self.reference_until)
        return ""

    @property
    def region_name(self) -> str:
        return regions.name_of(self.region) or gettext("All of Lampung")

    def clean(self) -> None:
        """A period has both ends, and ends after it began."""
        begins, ends = self.reference_from, self.reference_until
        if bool(begins) != bool(ends):
            missing = "reference_from" if ends else "reference_until"
            raise ValidationError({missing: _("Give both days of the period, or neither.")})
        if begins and ends and ends < begins:
            raise ValidationError({"reference_until": _("This is before the day it begins.")})

    def get_absolute_url(self) -> str:
        return reverse("releases:release", args=[self.pk, self.slug])

    def record(
        self, kind: ReleaseEvent.Kind, day: date, by: User | None = None, note: str = ""
    ) -> None:
        """Note what became of it."""
        self.events.create(kind=kind, day=day, by=by, note=note)

    def revise(self, by: User | None, note: str = "", **fields: Any) -> bool:
        """Write these fields; another day it is planned for is recorded, with the reason. Returns
        whether anything changed."""
        with transaction.atomic():
            locked = self._locked()
            changed = [name for name, value in fields.items() if getattr(locked, name) != value]
            for name in changed:
                setattr(self, name, fields[name])
            if changed:
                self._save(*changed)
            if "planned_on" in changed:
                self.record(ReleaseEvent.Kind.PLANNED, self.planned_on, by, note)
        return bool(changed)

    def publish(self, by: User | None = None, at: datetime | None = None) -> bool:
        """The data are out, since `at` or from now on; safe to repeat. Returns whether that is
        new."""
        with transaction.atomic():
            locked = self._locked()
            self.published_at = locked.published_at or at or moment.now()
            if locked.published_at:
                return False
            self._save("published_at")
            self.record(ReleaseEvent.Kind.PUBLISHED, self.day, by)
            if self.is_news:
                transaction.on_commit(
                    lambda: release_published.send_robust(sender=Release, release=self),
                    robust=True,
                )
        return True

    def withdraw(self, by: User, note: str = "") -> None:
        """Publishing it was a mistake: it is planned again. Raises PermissionDenied a day after the
        publication, and for what is not published."""
        with transaction.atomic():
            self.published_at = self._locked().published_at
            if not self.is_withdrawable:
                raise PermissionDenied(f"release {self.pk} cannot be taken back")
            self.record(ReleaseEvent.Kind.WITHDRAWN, moment.today(), by, note)
            self.published_at = None
            self._save("published_at")
            transaction.on_commit(
                lambda: release_withdrawn.send_robust(sender=Release, release=self), robust=True
            )

    def delete_if_planned(self) -> bool:
        """Delete it unless it was ever published. Returns whether it did. Raises ProtectedError
        when something waits for it or names it."""
        with transaction.atomic():
            locked = self._locked()
            ever = locked.events.filter(kind=ReleaseEvent.Kind.PUBLISHED).exists()
            if locked.published_at or ever:
                return False
            locked.delete()
        return True

    def _locked(self) -> "Release":
        return Release.objects.select_for_update().get(pk=self.pk)

    def _save(self, *fields: str) -> None:
        self.updated_at = moment.now()
        self.save(update_fields=[*fields, "updated_at"])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))
