"""What the askers say of the service once their request has ended."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pages import moment
from pages.masking import mask
from servicedesk.models.ticket import Ticket
from servicedesk.moves import Status

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
# What each of the four grades means, in the words of the regulation.
GRADES = {1: _("Not good"), 2: _("Less than good"), 3: _("Good"), 4: _("Very good")}
# So long after the first answer the asker may give another instead; then it stands.
CHANGEABLE = timedelta(days=30)
LONGEST_COMMENT = 500
_SCALE = (MinValueValidator(1), MaxValueValidator(4))


def _element(name: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        ELEMENTS[name], null=True, blank=True, validators=_SCALE
    )


class RatingRefusedError(Exception):
    """No rating can be given now; the text says why, in the reader's language."""


class RatingQuerySet(models.QuerySet["Rating"]):
    def give(
        self, ticket: Ticket, by: User, answers: Mapping[str, int | None], comment: str = ""
    ) -> "Rating":
        """Record what the asker says of an ended request: `answers` by the names of ELEMENTS, what
        is missing counts as not answered. Personal data in the comment is masked, and what is then
        beyond LONGEST_COMMENT characters cut off.

        A second answer replaces the first, whole, for the time CHANGEABLE; `at` stays that of the
        first. Raises RatingRefusedError while the request is open and after that time,
        ValidationError for a grade that is none.
        """
        with transaction.atomic():
            rating = self._of_ended(ticket) or self.model(ticket=ticket, at=moment.now())
            if not rating.may_change:
                raise RatingRefusedError(
                    gettext("Your rating was given too long ago to be changed.")
                )
            if rating.is_skipped:
                rating.at = moment.now()
            rating.by = by
            for name in ELEMENTS:
                setattr(rating, name, answers.get(name))
            rating.comment = mask(comment)[:LONGEST_COMMENT]
            rating.clean_fields(exclude=("ticket", "by"))
            rating.save()
        return rating

    def skip(self, ticket: Ticket, by: User) -> "Rating":
        """Remember that the asker would rather not say: an empty rating. One already given stays.
        Raises RatingRefusedError while the request is open."""
        with transaction.atomic():
            return self._of_ended(ticket) or self.create(ticket=ticket, by=by)

    def _of_ended(self, ticket: Ticket) -> "Rating | None":
        """The rating of the ticket, if there is one; nobody else writes one until the transaction
        ends. Raises RatingRefusedError while the request is open."""
        locked = Ticket.objects.select_for_update().get(pk=ticket.pk)
        if not may_be_rated(locked):
            raise RatingRefusedError(
                gettext("You can rate a request once it is resolved or closed.")
            )
        return self.filter(ticket=locked).first()


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

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        indexes = [models.Index(fields=["at"], name="servicedesk_rating_at")]

    def __str__(self) -> str:
        return f"{self.ticket_id}"

    @property
    def answers(self) -> dict[str, int | None]:
        """The grade of each element, None where it was not answered."""
        return {name: getattr(self, name) for name in ELEMENTS}

    @property
    def is_skipped(self) -> bool:
        """Neither an answer nor a comment: the asker was asked and would rather not say."""
        return not self.comment and all(grade is None for grade in self.answers.values())

    @property
    def may_change(self) -> bool:
        """Whether another answer may still replace this one."""
        return self.is_skipped or moment.now() < self.at + CHANGEABLE


def may_be_rated(ticket: Ticket) -> bool:
    """Whether the request has ended with an outcome to speak of. A duplicate has none of its own:
    its asker is told where the answer is."""
    return ticket.status in (Status.RESOLVED, Status.CLOSED)
