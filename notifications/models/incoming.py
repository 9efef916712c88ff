"""Replies that came by e-mail."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from forum.models import Topic
from pages import moment


class Outcome(models.TextChoices):
    POSTED = "posted", pgettext_lazy("incoming", "Posted")
    STRANGER = "stranger", pgettext_lazy("incoming", "Sent from another address")
    SUSPENDED = "suspended", pgettext_lazy("incoming", "The member is suspended")
    CLOSED = "closed", pgettext_lazy("incoming", "The topic takes no replies")
    MANY = "many", pgettext_lazy("incoming", "Too many in an hour")
    EMPTY = "empty", pgettext_lazy("incoming", "No text that can be posted")
    LARGE = "large", pgettext_lazy("incoming", "Too large")


class IncomingQuerySet(models.QuerySet["Incoming"]):
    def lately(self, member: User) -> Self:
        """What came to the member's reply addresses within an hour."""
        return self.filter(member=member, at__gt=moment.now() - timedelta(hours=1))


class Incoming(models.Model):
    """One message that reached a member's reply address, and what became of it. Neither its text
    nor its sender is kept."""

    message = models.UUIDField(unique=True)
    member = models.ForeignKey(User, models.CASCADE, related_name="incoming_mail")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    at = models.DateTimeField(_("received"), default=moment.now)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply by e-mail")
        verbose_name_plural = _("replies by e-mail")
        indexes = [models.Index(fields=["member", "-at"], name="notifications_lately")]

    def __str__(self) -> str:
        return f"#{self.pk}: {self.outcome}"
