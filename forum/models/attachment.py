from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pages import moment

if TYPE_CHECKING:
    from accounts.models import User
    from forum.models.post import Post

NAME_LENGTH = 120


def _place(attachment: Attachment, name: str) -> str:
    """Where a file lies: by month and an id nobody guesses; its own name stays in the row."""
    return f"{attachment.created_at:%Y/%m}/{attachment.pk}"


def _thumbnail_place(attachment: Attachment, name: str) -> str:
    return f"{attachment.created_at:%Y/%m}/{attachment.pk}.webp"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def orphans_of(self, user: User) -> AttachmentQuerySet:
        """What the user uploaded and has not posted yet."""
        return self.filter(post=None, uploader=user)

    def attach(self, ids: Sequence[str], post: Post) -> None:
        """Make the writer's own uploads part of their post."""
        if not ids:
            return
        count = self.orphans_of(post.author).filter(pk__in=ids).update(post=post)
        if count:
            type(post).objects.filter(pk=post.pk).update(
                attachment_count=models.F("attachment_count") + count
            )

    def abandoned(self) -> AttachmentQuerySet:
        """Uploads that a day later still belong to no post."""
        return self.filter(post=None, created_at__lt=moment.now() - timedelta(days=1))


class Attachment(models.Model):
    """A file with a post. It is read through its own page, which asks who may see the post."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    post = models.ForeignKey(
        "forum.Post", models.CASCADE, related_name="attachments", null=True, blank=True
    )
    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    file = models.FileField(upload_to=_place)
    thumbnail = models.FileField(upload_to=_thumbnail_place, blank=True)
    created_at = models.DateTimeField(default=moment.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(post=None),
                name="forum_attachment_orphans",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    def get_absolute_url(self) -> str:
        return reverse("forum:attachment", args=[self.pk])

    def discard(self) -> None:
        """Delete the row, then its files: a file without a row is litter, a row without a file a
        broken page."""
        files = [self.file, self.thumbnail]
        self.delete()
        for file in filter(None, files):
            file.delete(save=False)
