from typing import ClassVar

from django.db import models
from django.urls import reverse

from servicedesk.models.attachment import StoredFile, StoredFileQuerySet


class Attachment(StoredFile):
    """A file with a message. It is read through its own page, which asks who may see the
    conversation."""

    OWNER = "message"

    message = models.ForeignKey(
        "chat.Message", models.CASCADE, related_name="attachments", null=True, blank=True
    )

    objects: ClassVar = StoredFileQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(message=None),
                name="chat_attachment_orphans",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("chat:attachment", args=[self.pk])

    def get_thumbnail_url(self) -> str:
        return reverse("chat:thumbnail", args=[self.pk])
