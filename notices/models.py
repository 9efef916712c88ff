"""Short notices from the office to everybody, for as long as they are valid."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from notices.signals import notice_begun
from pages import moment


class Kind(models.TextChoices):
    GUIDANCE = "guidance", pgettext_lazy("notice", "Guidance")
    ANNOUNCEMENT = "announcement", pgettext_lazy("notice", "Announcement")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def begun(self) -> Self:
        """What the public may read: valid now, or once."""
        return self.filter(valid_from__lte=moment.today())

    def valid(self) -> Self:
        """Valid today, and not ended before its time; the newest first."""
        open_ended = models.Q(valid_until=None) | models.Q(valid_until__gte=moment.today())
        return self.begun().filter(open_ended, ended_at=None)

    def past(self) -> Self:
        """Valid once."""
        over = models.Q(valid_until__lt=moment.today()) | ~models.Q(ended_at=None)
        return self.begun().filter(over)


class Notice(models.Model):
    """A short text of the office: how something is done, or what has changed."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ANNOUNCEMENT)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"))
    link = models.URLField(_("link"), max_length=500, blank=True)
    valid_from = models.DateField(_("valid from"), default=moment.today)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False
    )
    created_at = models.DateTimeField(default=moment.now, editable=False)
    updated_at = models.DateTimeField(default=moment.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-valid_from", "-pk")
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="notices_end_after_they_begin",
            ),
        ]
        indexes = [models.Index(fields=["valid_from", "id"], name="notices_valid_from")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_valid(self) -> bool:
        """Whether it says so today."""
        ends = self.valid_until
        begun = self.valid_from <= moment.today()
        return begun and self.ended_at is None and (ends is None or ends >= moment.today())

    @property
    def is_ended(self) -> bool:
        """Whether it is over: by its date, or ended before."""
        over = self.valid_until is not None and self.valid_until < moment.today()
        return over or self.ended_at is not None

    def clean(self) -> None:
        """A notice ends after it begins."""
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("This is before the day it begins.")})

    def get_absolute_url(self) -> str:
        return reverse("notices:notice", args=[self.pk])

    def write(self, by: User) -> None:
        """Save what the form holds; who wrote it first is kept."""
        self.created_by = self.created_by or by
        self.updated_at = moment.now()
        with transaction.atomic():
            self.save()
            if self.is_valid:
                transaction.on_commit(
                    lambda: notice_begun.send_robust(sender=Notice, notice=self), robust=True
                )

    def end(self, by: User) -> None:
        """No longer valid from this moment on; safe to repeat."""
        if self.ended_at is None:
            self.ended_at = self.updated_at = moment.now()
            self.ended_by = by
            self.save(update_fields=["ended_at", "ended_by", "updated_at"])
