"""What data comes out and when: a series of releases per subject."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from pages import moment
from releases.signals import release_published


class Subject(models.Model):
    """An indicator, or a group of them, whose data come out again and again."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        related_name="parts",
        null=True,
        blank=True,
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")

    def __str__(self) -> str:
        return self.name


class ReleaseQuerySet(models.QuerySet["Release"]):
    def published(self) -> Self:
        return self.exclude(published_at=None)

    def due(self) -> Self:
        """Published, or planned for today or earlier: their reference period is over."""
        today = moment.today()
        return self.filter(models.Q(planned_on__lte=today) | ~models.Q(published_at=None))


class Release(models.Model):
    """One release of a subject: planned for a day, later published. The day may move, so both are
    kept."""

    subject = models.ForeignKey(
        Subject, models.PROTECT, verbose_name=_("subject"), related_name="releases"
    )
    title = models.CharField(_("title"), max_length=200)
    reference_from = models.DateField(_("reference period from"))
    reference_until = models.DateField(_("reference period until"))
    planned_on = models.DateField(_("planned for"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    source_url = models.URLField(_("source link"), blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ("-planned_on", "-pk")
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "reference_until"], name="releases_one_per_period"
            ),
            models.CheckConstraint(
                condition=models.Q(reference_from__lte=models.F("reference_until")),
                name="releases_period_begins_before_it_ends",
            ),
        ]
        indexes = [models.Index(fields=["planned_on"], name="releases_planned")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A period ends after it began."""
        begins: Any = self.reference_from
        if begins and self.reference_until and self.reference_until < begins:
            raise ValidationError({"reference_until": _("This is before the day it begins.")})

    def publish(self) -> None:
        """The data are out, from now on; safe to repeat."""
        with transaction.atomic():
            locked = type(self).objects.select_for_update().get(pk=self.pk)
            self.published_at = locked.published_at or moment.now()
            if locked.published_at is None:
                self.save(update_fields=["published_at"])
                transaction.on_commit(
                    lambda: release_published.send_robust(sender=Release, release=self),
                    robust=True,
                )
