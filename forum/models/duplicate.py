from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.models.topic import Topic
from pages import moment


class State(models.TextChoices):
    CANDIDATE = "candidate", _("Perhaps the same")
    CONFIRMED = "confirmed", _("The same")
    REJECTED = "rejected", _("Not the same")


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    def to_decide(self) -> "DuplicateQuerySet":
        """Candidates nobody has judged, the likeliest first; a topic known to repeat one original
        needs no second."""
        return (
            self.filter(state=State.CANDIDATE)
            .exclude(topic__in=self.filter(state=State.CONFIRMED).values("topic"))
            .select_related(
                "topic__author", "topic__ticket", "original__author", "original__ticket"
            )
            .order_by("-score", "pk")
        )

    def decided(self) -> "DuplicateQuerySet":
        """What officers have judged, the latest first."""
        return (
            self.exclude(state=State.CANDIDATE)
            .select_related("topic", "original", "decided_by")
            .order_by("-decided_at", "-pk")
        )


class Duplicate(models.Model):
    """`topic` repeats `original`, the older one: perhaps, surely, or not after all."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="repeats")
    original = models.ForeignKey(Topic, models.CASCADE, related_name="repeated_by")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CANDIDATE)
    score = models.FloatField(_("likeness"))
    found_at = models.DateTimeField(_("found"), default=moment.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("duplicate")
        verbose_name_plural = _("duplicates")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "original"], name="forum_one_duplicate_per_pair"
            ),
            models.CheckConstraint(
                condition=~models.Q(topic=models.F("original")), name="forum_no_duplicate_of_itself"
            ),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="forum_duplicate_queue")]

    def __str__(self) -> str:
        return f"{self.topic_id} ~ {self.original_id}"
