from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import moment


class Draft(models.Model):
    """What a member has written in a form and not posted; `path` is the form's address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    path = models.CharField(max_length=200)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=moment.now)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["user", "path"], name="forum_one_draft_per_form"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.path}"
