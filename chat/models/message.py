from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from chat.models.attachment import Attachment
from chat.models.participant import Participant
from chat.signals import message_posted
from pages import markdown, moment
from pages.submission import once

if TYPE_CHECKING:
    from chat.models.conversation import Conversation


class Kind(models.TextChoices):
    ASKER = "asker", _("Asker's message")
    OFFICIAL = "official", _("Officer's answer")
    AUTOMATIC = "automatic", _("Automatic answer")
    SYSTEM = "system", _("Note of the site")


class MessageQuerySet(models.QuerySet["Message"]):
    def send(
        self,
        conversation: Conversation,
        *,
        author: User,
        body: str,
        submission: UUID | None = None,
        status: str = "",
        attachments: Sequence[str] = (),
    ) -> Message:
        """Post a message; its writer has read the conversation up to it.

        An officer's stops the clock of the first response and brings the ticket to `status` (""
        leaves it); the asker's brings the request back to the officers. `submission` names one
        filled-in form: sent twice, it is one message, returned both times.
        """
        kind = _kind(author, conversation)
        message = self.model(author=author, body=body, kind=kind, submission=submission)
        return once(
            self,
            author,
            submission,
            lambda: self._added(message, conversation, status, attachments),
        )

    def note(self, conversation: Conversation, body: str, by: User) -> Message:
        """The site notes in the conversation what somebody did; nobody answered by that."""
        message = self.model(author=by, body=body, kind=Kind.SYSTEM)
        with transaction.atomic():
            return self._added(message, conversation, "", ())

    def _added(
        self,
        message: Message,
        conversation: Conversation,
        status: str,
        attachments: Sequence[str],
    ) -> Message:
        # One writer at a time a conversation: ids rise in the order in which messages can be
        # read, so that whoever has seen one can ask for those after it and misses none.
        conversations = type(conversation).objects
        rows = conversations.select_for_update(of=("self",)).select_related("ticket", "author")
        message.conversation = rows.get(pk=conversation.pk)
        message.save(force_insert=True)
        Attachment.objects.attach(attachments, message)
        conversations.touch(message)
        if not message.author.is_bot:
            Participant.objects.wrote(message.conversation, message.author, message.pk)
        message.tell_ticket(status)
        transaction.on_commit(
            lambda: message_posted.send_robust(sender=Message, message=message), robust=True
        )
        return message


def _kind(author: User, conversation: Conversation) -> Kind:
    if author.is_bot:
        return Kind.AUTOMATIC
    return Kind.ASKER if author.pk == conversation.author_id else Kind.OFFICIAL


class Message(models.Model):
    """One text in a conversation. Their ids are their order."""

    conversation = models.ForeignKey("chat.Conversation", models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="messages")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    body = models.TextField(_("text"), blank=True)
    body_html = models.TextField(editable=False, blank=True)
    renderer_version = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("sent"), default=moment.now)
    attachment_count = models.PositiveSmallIntegerField(default=0, editable=False)
    submission = models.UUIDField(null=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission"], name="chat_one_message_per_form"
            ),
        ]
        indexes = [
            models.Index(fields=["conversation", "id"], name="chat_message_order"),
            models.Index(fields=["author", "created_at"], name="chat_message_author"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what is derived from the text beside it."""
        self.body_html = markdown.render(self.body)
        self.renderer_version = markdown.RENDERER_VERSION
        super().save(*args, **kwargs)

    @property
    def is_office(self) -> bool:
        """Whether the office says it, by an officer or by itself."""
        return self.kind in (Kind.OFFICIAL, Kind.AUTOMATIC)

    def get_absolute_url(self) -> str:
        place = self.conversation.get_absolute_url()
        return f"{place}?pesan={self.pk}#pesan-{self.pk}"

    def tell_ticket(self, status: str = "") -> None:
        """Bring the ticket up to date with a new message. Call it inside a transaction."""
        ticket = self.conversation.ticket
        if self.kind == Kind.OFFICIAL:
            ticket.take_answer(self.created_at, self.author, status)
        elif self.kind == Kind.AUTOMATIC:
            ticket.record_automatic_answer(self.created_at)
        elif self.kind == Kind.ASKER:
            ticket.take_reply(self.author)
