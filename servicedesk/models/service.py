from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Team


class ServiceTypeManager(models.Manager["ServiceType"]):
    def usual(self) -> "ServiceType | None":
        """What a request is until somebody says otherwise: the first by position."""
        return self.first()


class ServiceType(models.Model):
    """A service of the office with what it promises, counted in working time."""

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    first_response_hours = models.PositiveSmallIntegerField(
        _("first response within working hours"), default=2
    )
    resolution_days = models.PositiveSmallIntegerField(
        _("resolved within working days"),
        default=3,
        help_text=_("The day of the request is day zero; 0 is the same working day."),
    )
    team = models.ForeignKey(
        Team,
        models.SET_NULL,
        verbose_name=_("usual team"),
        related_name="service_types",
        null=True,
        blank=True,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    objects = ServiceTypeManager()

    class Meta:
        ordering = ("position", "name")
        verbose_name = _("service type")
        verbose_name_plural = _("service types")

    def __str__(self) -> str:
        return self.name
