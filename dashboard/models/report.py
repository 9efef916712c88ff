from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportSettingsManager(models.Manager["ReportSettings"]):
    def current(self) -> "ReportSettings":
        """The one row; with the defaults while nobody has saved it."""
        return self.first() or ReportSettings()


class ReportSettings(models.Model):
    """What stands on the monthly report and what the figures assume: one row for the whole site."""

    letterhead = models.CharField(
        _("first line of the letterhead"),
        max_length=120,
        blank=True,
        help_text=_("Above the office's name, such as the institution it belongs to."),
    )
    address = models.TextField(
        _("address and contact"), max_length=300, blank=True, help_text=_("Up to three lines.")
    )
    place = models.CharField(_("place of signing"), max_length=60, blank=True)
    signatory_role = models.CharField(_("role of the signatory"), max_length=120, blank=True)
    signatory_name = models.CharField(_("name of the signatory"), max_length=120, blank=True)
    signatory_number = models.CharField(
        _("staff number of the signatory"), max_length=40, blank=True
    )
    minutes_per_answer = models.PositiveSmallIntegerField(
        _("minutes that an answer takes an officer"),
        default=15,
        validators=[MinValueValidator(1)],
        help_text=_("The hours saved by automatic answers are reckoned with it."),
    )

    objects = ReportSettingsManager()

    class Meta:
        verbose_name = _("report and figures")
        verbose_name_plural = _("report and figures")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
