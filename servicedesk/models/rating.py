from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import moment
from servicedesk.models.ticket import Ticket

# The nine elements of PermenPANRB 14/2017, in its order.
ELEMENTS = {
    "requirements": _("Requirements"),
    "procedure": _("System, mechanism and procedure"),
    "time": _("Time it took"),
    "cost": _("Cost"),
    "product": _("What you received"),
    "competence": _("Competence of the officers"),
    "conduct": _("Conduct of the officers"),
    "complaints": _("Handling of complaints and suggestions"),
    "facilities": _("Facilities"),
}
_SCALE = (MinValueValidator(1), MaxValueValidator(4))


def _element(name: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        ELEMENTS[name], null=True, blank=True, validators=_SCALE
    )


class Rating(models.Model):
    """How the asker found the service: nine elements from 1 (poor) to 4 (very good), each of them
    skippable. One a ticket."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="rating")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requirements = _element("requirements")
    procedure = _element("procedure")
    time = _element("time")
    cost = _element("cost")
    product = _element("product")
    competence = _element("competence")
    conduct = _element("conduct")
    complaints = _element("complaints")
    facilities = _element("facilities")
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    at = models.DateTimeField(default=moment.now)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        indexes = [models.Index(fields=["at"], name="servicedesk_rating_at")]

    def __str__(self) -> str:
        return f"{self.ticket_id}"
