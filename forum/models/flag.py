from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forum.signals import post_flagged
from pages import moment

if TYPE_CHECKING:
    from accounts.models import User
    from forum.models.post import Post


class Reason(models.TextChoices):
    INAPPROPRIATE = "inappropriate", pgettext_lazy("flag", "Inappropriate")
    OFF_TOPIC = "off-topic", pgettext_lazy("flag", "Off topic")
    SPAM = "spam", pgettext_lazy("flag", "Spam")
    PERSONAL_DATA = "personal-data", pgettext_lazy("flag", "Shows personal data")
    OTHER = "other", pgettext_lazy("flag", "Another reason")


class FlagQuerySet(models.QuerySet["Flag"]):
    def raise_for(self, post: Post, by: User, reason: str, note: str) -> None:
        """Report a post; the same member reporting it again only changes the reason."""
        with transaction.atomic():
            flag, _created = self.update_or_create(
                post=post, by=by, resolved_at=None, defaults={"reason": reason, "note": note}
            )
            transaction.on_commit(
                lambda: post_flagged.send_robust(sender=Flag, flag=flag), robust=True
            )

    def waiting(self) -> FlagQuerySet:
        """Reports that nobody has dealt with, the oldest first."""
        return self.filter(resolved_at=None).order_by("at", "pk")

    def resolve(self, post: Post, by: User) -> None:
        """Every report of the post is dealt with."""
        self.filter(post=post, resolved_at=None).update(resolved_at=moment.now(), resolved_by=by)


class Flag(models.Model):
    """A member reports a post to the moderators."""

    post = models.ForeignKey("forum.Post", models.CASCADE, related_name="flags")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="flags")
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(default=moment.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["post", "by"],
                condition=models.Q(resolved_at=None),
                name="forum_one_open_flag",
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=models.Q(resolved_at=None), name="forum_flag_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.reason}"
