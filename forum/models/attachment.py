from typing import ClassVar

from django.db import models
from django.urls import reverse

from servicedesk.models.attachment import StoredFile, StoredFileQuerySet


class Attachment(StoredFile):
    """A file with a post. It is read through its own page, which asks who may see the post."""

    OWNER = "post"

    post = models.ForeignKey(
        "forum.Post", models.CASCADE, related_name="attachments", null=True, blank=True
    )

    objects: ClassVar = StoredFileQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(post=None),
                name="forum_attachment_orphans",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("forum:attachment", args=[self.pk])

    def get_thumbnail_url(self) -> str:
        return reverse("forum:thumbnail", args=[self.pk])
