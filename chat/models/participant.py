from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pages import moment

if TYPE_CHECKING:
    from chat.models.conversation import Conversation

# Whoever has not typed for so long has stopped.
TYPES_FOR = timedelta(seconds=7)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def saw(self, conversation: Conversation, user: User, message_id: int) -> None:
        """The reader has seen everything up to this message. Never goes back."""
        row, created = self.get_or_create(
            conversation=conversation,
            user=user,
            defaults={"read_up_to": message_id, "read_at": moment.now()},
        )
        if not created and row.read_up_to < message_id:
            self.filter(pk=row.pk, read_up_to__lt=message_id).update(
                read_up_to=message_id, read_at=moment.now()
            )

    def wrote(self, conversation: Conversation, user: User, message_id: int) -> None:
        """The writer has seen what they wrote, and is not typing it any more."""
        done = {"read_up_to": message_id, "read_at": moment.now(), "typing_at": None}
        self.update_or_create(conversation=conversation, user=user, defaults=done)

    def types(self, conversation: Conversation, user: User, *, is_typing: bool) -> None:
        """The reader is writing a message, or has stopped."""
        self.update_or_create(
            conversation=conversation,
            user=user,
            defaults={"typing_at": moment.now() if is_typing else None},
        )

    def besides(self, user: User) -> Self:
        return self.exclude(user=user)

    def typing(self) -> Self:
        """Those who typed just now."""
        return self.filter(typing_at__gt=moment.now() - TYPES_FOR)


class Participant(models.Model):
    """How far somebody has read a conversation, and when they last typed in it."""

    conversation = models.ForeignKey(
        "chat.Conversation", models.CASCADE, related_name="participants"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_up_to = models.PositiveBigIntegerField(_("id of the last message read"), default=0)
    read_at = models.DateTimeField(_("read"), default=moment.now)
    typing_at = models.DateTimeField(_("typed"), null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(fields=["conversation", "user"], name="chat_one_participant")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.conversation_id}"
