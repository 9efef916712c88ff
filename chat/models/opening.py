from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pages import moment

if TYPE_CHECKING:
    from chat.models.conversation import Conversation

# Within so long, looking again is still the same visit.
_ONE_VISIT = timedelta(minutes=15)


class OpeningQuerySet(models.QuerySet["Opening"]):
    def record(self, conversation: Conversation, officer: User) -> None:
        """The officer looks into somebody's conversation; one row a visit."""
        lately = self.filter(at__gt=moment.now() - _ONE_VISIT)
        if not lately.filter(conversation=conversation, officer=officer).exists():
            self.create(conversation=conversation, officer=officer)


class Opening(models.Model):
    """An officer opened somebody's conversation: who, and when. For administrators to look at."""

    conversation = models.ForeignKey("chat.Conversation", models.CASCADE, related_name="openings")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("opened"), default=moment.now)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ("-at",)
        verbose_name = _("opening of a conversation")
        verbose_name_plural = _("openings of conversations")
        indexes = [
            models.Index(fields=["conversation", "officer", "-at"], name="chat_opening_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.conversation_id}"
