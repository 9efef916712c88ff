from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages import moment


class ReleaseEvent(models.Model):
    """What became of a release: a day it was planned for, its publication, or that being taken
    back; by whom (none: by a command) and why."""

    class Kind(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("release", "Planned")
        PUBLISHED = "published", pgettext_lazy("release", "Published")
        WITHDRAWN = "withdrawn", pgettext_lazy("release", "Publication taken back")

    release = models.ForeignKey("releases.Release", models.CASCADE, related_name="events")
    kind = models.CharField(max_length=9, choices=Kind)
    day = models.DateField()
    at = models.DateTimeField(default=moment.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    note = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("release event")
        verbose_name_plural = _("release events")

    def __str__(self) -> str:
        return f"{self.release_id} {self.kind} {self.day}"
