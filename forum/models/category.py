from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from servicedesk.models import ServiceType


class Category(models.Model):
    """A subject that questions and curated answers are filed under."""

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=200, blank=True)
    service_type = models.ForeignKey(
        ServiceType,
        models.SET_NULL,
        verbose_name=_("service type"),
        related_name="categories",
        null=True,
        blank=True,
        help_text=_("What questions here ask for; empty: the usual one."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        ordering = ("position", "name")
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forum:category", args=[self.slug])
