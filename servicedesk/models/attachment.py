"""Files with a request: what topics and conversations keep in tables of their own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pages import moment

NAME_LENGTH = 120


def place(attachment: StoredFile, name: str) -> str:
    """Where a file lies: by month and an id nobody guesses; its own name stays in the row."""
    return f"{attachment.created_at:%Y/%m}/{attachment.pk}"


def thumbnail_place(attachment: StoredFile, name: str) -> str:
    return f"{attachment.created_at:%Y/%m}/{attachment.pk}.webp"


class StoredFileQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Uploads that belong to no text yet."""
        return self.filter(**{self.model.OWNER: None})

    def orphans_of(self, user: User) -> Self:
        """What the user uploaded and has not posted yet."""
        return self.waiting().filter(uploader=user)

    def abandoned(self) -> Self:
        """Uploads that a day later still belong to no text."""
        return self.waiting().filter(created_at__lt=moment.now() - timedelta(days=1))

    def attach(self, ids: Any, owner: Any) -> None:
        """Make the writer's own uploads part of the text they wrote."""
        if not ids:
            return
        mine = self.orphans_of(owner.author).filter(pk__in=ids)
        count = mine.update(**{self.model.OWNER: owner})
        if count:
            type(owner).objects.filter(pk=owner.pk).update(
                attachment_count=models.F("attachment_count") + count
            )
            owner.attachment_count += count


class StoredFile(models.Model):
    """A file with a text. It is read through a page, which asks who may see the text."""

    # The name of the field with the text it belongs to.
    OWNER = ""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    file = models.FileField(upload_to=place)
    thumbnail = models.FileField(upload_to=thumbnail_place, blank=True)
    created_at = models.DateTimeField(default=moment.now)

    class Meta:
        abstract = True
        ordering = ("created_at", "pk")
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    def discard(self) -> None:
        """Delete the row, then its files: a file without a row is litter, a row without a file a
        broken page."""
        files = [self.file, self.thumbnail]
        self.delete()
        for file in filter(None, files):
            file.delete(save=False)
