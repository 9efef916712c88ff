from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pages import moment
from releases import regions
from releases.models.release import Release
from releases.models.subject import Subject


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def start(self, user: User, subject: Subject | None, region: str = "") -> "Subscription":
        """Tell this person of the subject's releases about the region; safe to repeat."""
        return self.get_or_create(user=user, subject=subject, region=region)[0]

    def covering(self, release: Release) -> Self:
        """Those the release belongs to.

        A subscription to a subject covers its parts. One without a region covers all of them; one
        to a region covers that region's releases and those about the whole of Lampung, parts and
        all. The province's own releases are its own: they are not sent to every district, nor the
        districts' to those who chose the province.
        """
        subjects = Subject.objects.lineage(release.subject_id).values("pk")
        found = self.filter(models.Q(subject=None) | models.Q(subject__in=subjects))
        return found.filter(region__in=("", release.region)) if release.region else found


class Subscription(models.Model):
    """Somebody wants to hear of a subject's releases (none: of every subject's) about a region
    ("": about all)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="release_subscriptions"
    )
    subject = models.ForeignKey(
        Subject,
        models.CASCADE,
        verbose_name=_("subject"),
        related_name="subscriptions",
        null=True,
        blank=True,
    )
    region = models.CharField(_("region"), max_length=4, blank=True, choices=regions.choices)
    since = models.DateTimeField(default=moment.now)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject", "region"],
                condition=models.Q(subject__isnull=False),
                name="releases_subscribed_once",
            ),
            models.UniqueConstraint(
                fields=["user", "region"],
                condition=models.Q(subject__isnull=True),
                name="releases_all_subjects_once",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "region", "user"], name="releases_subscribers"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.subject_id or '*'} x {self.region or '*'}"
