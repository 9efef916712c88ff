from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_SHARE = (MinValueValidator(0.0), MaxValueValidator(1.0))


class CurationManager(models.Manager["Curation"]):
    def current(self) -> "Curation":
        """The one row; with the defaults while nobody has saved it."""
        return self.first() or Curation()


class Curation(models.Model):
    """How answers are curated: one row for the whole site."""

    needs_second_person = models.BooleanField(
        _("publishing needs a second person"),
        default=True,
        help_text=_("Whoever wrote a draft last cannot publish it."),
    )
    least_helped = models.FloatField(
        _("least share of askers helped"),
        default=0.6,
        validators=_SHARE,
        help_text=_("An answer below it, over its last 30 times, is put on the list."),
    )
    silent_days = models.PositiveSmallIntegerField(
        _("days without being given"),
        default=180,
        help_text=_("An answer not given once in so many days is put on the list."),
    )
    checks_links = models.BooleanField(
        _("check source links"),
        default=False,
        help_text=_("The command check_links then asks the linked sites, slowly."),
    )

    objects = CurationManager()

    class Meta:
        verbose_name = _("curation")
        verbose_name_plural = _("curation")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """One row only."""
        self.pk = 1
        super().save(*args, **kwargs)
