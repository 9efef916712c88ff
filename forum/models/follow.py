from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import moment

if TYPE_CHECKING:
    from accounts.models import User
    from forum.models.topic import Topic


class FollowQuerySet(models.QuerySet["Follow"]):
    def start(self, topic: Topic, user: User) -> None:
        """Tell the user what happens in the topic from now on; safe to repeat."""
        self.bulk_create([self.model(topic=topic, user=user)], ignore_conflicts=True)

    def stop(self, topic: Topic, user: User) -> None:
        self.filter(topic=topic, user=user).delete()


class Follow(models.Model):
    """A member who is told what happens in a topic."""

    topic = models.ForeignKey("forum.Topic", models.CASCADE, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    since = models.DateTimeField(default=moment.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="forum_follow_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.topic_id}"


class ReadingQuerySet(models.QuerySet["Reading"]):
    def mark(self, topic: Topic, user: User) -> None:
        """The user has now seen all that is in the topic."""
        self.bulk_create(
            [self.model(topic=topic, user=user, at=moment.now())],
            update_conflicts=True,
            unique_fields=["user", "topic"],
            update_fields=["at"],
        )


class Reading(models.Model):
    """When a member last opened a topic: what came later is unread."""

    topic = models.ForeignKey("forum.Topic", models.CASCADE, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings")
    at = models.DateTimeField()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="forum_reading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} read {self.topic_id}"
