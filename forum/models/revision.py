from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import moment


class Revision(models.Model):
    """A post, and the title if it is the question, as they were before an edit."""

    post = models.ForeignKey("forum.Post", models.CASCADE, related_name="revisions")
    title = models.CharField(max_length=160, blank=True)
    body = models.TextField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(default=moment.now)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")

    def __str__(self) -> str:
        return f"{self.post_id} before {self.edited_at:%Y-%m-%d}"
