"""Who is told what: one row a person and event, shown by the bell and sent by e-mail."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from autoreply.models import Answer, AnswerVersion
from forum.models import Post
from pages import moment


class Kind(models.TextChoices):
    REPLY = "reply", _("Reply")
    MENTION = "mention", _("Mention")
    CLOSING = "closing", _("About to be closed")
    ANSWER = "answer", _("Answer changed")
    REVIEW = "review", _("Review due")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def with_target(self) -> Self:
        """With all that its line in the list and its e-mail show."""
        return self.select_related("post__topic", "post__author", "version__answer", "recipient")

    def unsent(self) -> Self:
        """Told by the bell, not yet by e-mail; without answers that left the public since."""
        readable = models.Q(version__answer__in=Answer.objects.public())
        readable |= models.Q(version=None) | models.Q(kind=Kind.REVIEW)
        return self.filter(readable, emailed_at=None)

    def read_all(self) -> int:
        """Mark all as read. Returns how many were not."""
        return self.unread().update(read_at=moment.now())


class Notification(models.Model):
    recipient = models.ForeignKey(User, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=12, choices=Kind)
    post = models.ForeignKey(Post, models.CASCADE, related_name="notifications", null=True)
    version = models.ForeignKey(
        AnswerVersion, models.CASCADE, related_name="notifications", null=True
    )
    created_at = models.DateTimeField(default=moment.now)
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "post"], name="notifications_once_per_event"
            ),
            models.UniqueConstraint(
                fields=["recipient", "kind", "version"], name="notifications_once_per_version"
            ),
            models.CheckConstraint(
                condition=models.Q(post=None) ^ models.Q(version=None),
                name="notifications_about_one_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notifications_latest"),
            models.Index(
                fields=["recipient"],
                condition=models.Q(read_at=None),
                name="notifications_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id}: {self.kind} {self.post_id or self.version_id}"

    def get_absolute_url(self) -> str:
        """The page of what it is about."""
        if self.version is None:
            assert self.post is not None  # noqa: S101 - the constraint says so
            return self.post.get_absolute_url()
        if self.kind == Kind.REVIEW:
            return reverse("autoreply:curated", args=[self.version.answer_id])
        return self.version.answer.get_absolute_url()
