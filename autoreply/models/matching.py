from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from pages import moment
from textmatch import Calibration, Thresholds, shipped

_SHARE = (MinValueValidator(0.5), MaxValueValidator(0.99))


class CalibrationFit(models.Model):
    """A calibration fitted by `manage.py calibrate`: its parameters, and to what, and when."""

    parameters = models.JSONField(_("parameters"))
    source = models.CharField(_("fitted to"), max_length=300)
    samples = models.PositiveIntegerField(_("judged questions"))
    fitted_at = models.DateTimeField(_("fitted"), default=moment.now)

    class Meta:
        ordering = ("-fitted_at",)
        verbose_name = _("calibration")
        verbose_name_plural = _("calibrations")

    def __str__(self) -> str:
        return f"{self.fitted_at:%Y-%m-%d}: {self.source}"


class MatchingManager(models.Manager["Matching"]):
    def current(self) -> "Matching":
        """The one row; with the defaults while nobody has saved it."""
        return self.select_related("fit").first() or Matching()


class Matching(models.Model):
    """How sure the responder must be: one row for the whole site."""

    precision = models.FloatField(
        _("precision wanted of automatic answers"),
        default=Thresholds().precision,
        validators=_SHARE,
        help_text=_("0.95: of a hundred automatic answers, at most five may be wrong."),
    )
    choose = models.FloatField(
        _("least probability for offering a choice"),
        default=Thresholds().choose,
        validators=(MinValueValidator(0.05), MaxValueValidator(0.99)),
    )
    fit = models.ForeignKey(
        CalibrationFit,
        models.SET_NULL,
        verbose_name=_("calibration"),
        null=True,
        blank=True,
        help_text=_("Empty: the one that comes with the product."),
    )
    updated_at = models.DateTimeField(_("last changed"), default=moment.now, editable=False)

    objects = MatchingManager()

    class Meta:
        verbose_name = _("matching")
        verbose_name_plural = _("matching")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """One row only, with the moment of its change beside it."""
        self.pk = 1
        self.updated_at = moment.now()
        super().save(*args, **kwargs)

    def adopt(self, calibration: Calibration) -> CalibrationFit:
        """Store a fitted calibration and decide by it from now on."""
        with transaction.atomic():
            self.fit = CalibrationFit.objects.create(
                parameters=calibration.as_json(),
                source=calibration.source,
                samples=calibration.samples,
            )
            self.save()
        return self.fit

    @property
    def calibration(self) -> Calibration:
        return Calibration.from_json(self.fit.parameters) if self.fit else shipped()

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(self.precision, self.choose)
