from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from forum.models.follow import Follow
from forum.signals import me_too_counted
from pages import moment

if TYPE_CHECKING:
    from accounts.models import User
    from forum.models.post import Post
    from forum.models.topic import Topic


class ReactionQuerySet(models.QuerySet["Reaction"]):
    """Every verb is safe to repeat, and keeps the count on the topic or the post exact."""

    def me_too(self, topic: Topic, user: User) -> None:
        """The user has the same question: it counts, and they follow the topic."""
        with transaction.atomic():
            self.bulk_create([self.model(topic=topic, user=user)], ignore_conflicts=True)
            Follow.objects.start(topic, user)
            self.count_me_too(topic)
            transaction.on_commit(
                lambda: me_too_counted.send_robust(sender=Reaction, topic=topic), robust=True
            )

    def no_more_me_too(self, topic: Topic, user: User) -> None:
        with transaction.atomic():
            self.filter(topic=topic, post=None, user=user).delete()
            self.count_me_too(topic)

    def helpful(self, post: Post, user: User) -> None:
        with transaction.atomic():
            row = self.model(topic_id=post.topic_id, post=post, user=user)
            self.bulk_create([row], ignore_conflicts=True)
            self._count_helpful(post)

    def no_more_helpful(self, post: Post, user: User) -> None:
        with transaction.atomic():
            self.filter(post=post, user=user).delete()
            self._count_helpful(post)

    def count_me_too(self, topic: Topic) -> None:
        """Count again how many have the topic's question too."""
        count = self.model.objects.filter(topic=topic, post=None).count()
        type(topic).objects.filter(pk=topic.pk).update(me_too_count=count)

    def _count_helpful(self, post: Post) -> None:
        count = self.model.objects.filter(post=post).count()
        type(post).objects.filter(pk=post.pk).update(helpful_count=count)


class Reaction(models.Model):
    """ "I have this question too" on a topic (no post), or "this helped me" on a post."""

    topic = models.ForeignKey("forum.Topic", models.CASCADE, related_name="reactions")
    post = models.ForeignKey("forum.Post", models.CASCADE, related_name="reactions", null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reactions")
    at = models.DateTimeField(default=moment.now)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "user"],
                condition=models.Q(post=None),
                name="forum_me_too_once",
            ),
            models.UniqueConstraint(fields=["post", "user"], name="forum_helpful_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.post_id or self.topic_id}"
