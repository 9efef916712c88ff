from collections.abc import Sequence
from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from chat.models.message import Message
from chat.models.participant import Participant
from chat.signals import conversation_opened
from pages import moment
from pages.fields import TITLE_LENGTH
from pages.submission import once
from servicedesk.models import Channel, Ticket
from servicedesk.models.channel import in_charge, is_in_charge
from servicedesk.officers import officers

# The page of a topic, which is all that a conversation knows of it.
_TOPIC_PATH = r"\A/topik/\d{1,18}/[-\w]{1,60}/\Z"
is_topic_path = RegexValidator(_TOPIC_PATH)


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def open(
        self,
        *,
        author: User,
        title: str,
        body: str = "",
        origin: str = "",
        attachments: Sequence[str] = (),
        submission: UUID | None = None,
    ) -> "Conversation":
        """A new conversation with its ticket and its first message: `body`, or the title where
        there is no more to say. `origin` is the path of the topic it goes on from.

        `submission` names one filled-in form: sent twice, it opens one conversation, returned both
        times.
        """
        row = self.model(author=author, title=title, origin=origin, submission=submission)
        return once(self, author, submission, lambda: self._opened(row, body or title, attachments))

    def _opened(self, row: "Conversation", body: str, attachments: Sequence[str]) -> "Conversation":
        row.ticket = Ticket.objects.open(Channel.PESAN)
        # One moment: the clock of the request starts when its conversation does.
        row.created_at = row.last_activity_at = row.ticket.opened_at
        row.save(force_insert=True)
        first = Message.objects.send(row, author=row.author, body=body, attachments=attachments)
        row.last_id = first.pk
        transaction.on_commit(
            lambda: conversation_opened.send_robust(sender=Conversation, conversation=row),
            robust=True,
        )
        return row

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Their own; for officers also what they answer for. Nothing for anybody else, and no
        question to the database besides the one that is made of it."""
        if not isinstance(user, User):
            return self.none()
        answers = Q(Exists(officers().filter(pk=user.pk)))
        return self.filter(Q(author=user) | (answers & in_charge(user, "ticket__")))

    def with_head(self) -> Self:
        """With all that the head of its page and one line of a list show."""
        return self.select_related("author", "ticket__assignee", "ticket__team")

    def with_unread(self, user: User) -> Self:
        """Each with `is_unread`: whether there is a message its reader has not seen."""
        mine = Participant.objects.filter(conversation=OuterRef("pk"), user=user)
        seen = Coalesce(Subquery(mine.values("read_up_to")[:1]), Value(0))
        return self.annotate(is_unread=Q(last_id__gt=seen))

    def touch(self, message: Message) -> None:
        """This is the latest message."""
        self.filter(pk=message.conversation_id).update(
            last_id=message.pk,
            last_activity_at=message.created_at,
            message_count=F("message_count") + 1,
        )


class Conversation(models.Model):
    """A member asks the office in private; the ticket is like that of a topic."""

    ticket = models.OneToOneField(Ticket, models.PROTECT, related_name="conversation")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("asker"),
        related_name="conversations",
    )
    title = models.CharField(_("subject"), max_length=TITLE_LENGTH)
    origin = models.CharField(
        _("goes on from"), max_length=100, blank=True, validators=[is_topic_path]
    )
    created_at = models.DateTimeField(_("created"), default=moment.now)
    last_activity_at = models.DateTimeField(_("last activity"), default=moment.now)
    # The id of the latest message; ids rise with the order of the messages, see Message.
    last_id = models.PositiveBigIntegerField(default=0, editable=False)
    message_count = models.PositiveIntegerField(_("messages"), default=0, editable=False)
    submission = models.UUIDField(null=True, editable=False)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission"], name="chat_one_conversation_per_form"
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-last_activity_at", "-id"], name="chat_mine_latest"),
        ]

    def __str__(self) -> str:
        return self.title

    def is_visible_to(self, user: User) -> bool:
        """As `visible_to`, of a conversation at hand with its ticket."""
        if self.author_id == user.pk:
            return True
        answers = user.is_officer and user.is_active and not user.is_bot
        return answers and is_in_charge(user, self.ticket)

    @property
    def shown_author(self) -> str:
        """The asker's name; a conversation hides none from those who may read it."""
        return self.author.display_name

    def get_absolute_url(self) -> str:
        return reverse("chat:conversation", args=[self.pk])
