"""What was asked in private, as it is published for everybody."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from autoreply.models import Decision
from autoreply.models.decision import Outcome
from chat.models import Conversation, Message
from forum.models import Category, Post, Topic
from pages import moment
from pages.fields import TITLE_LENGTH
from servicedesk.moves import Status

# What the member reads and agrees to.
TEXTS = ("title", "category", "question", "answer")


class PublicCopy(models.Model):
    """A cleaned copy of a conversation: written by an officer, agreed to by its asker, word for
    word, and then published as a topic with its answer."""

    conversation = models.OneToOneField(
        Conversation, models.PROTECT, related_name="public_copy", verbose_name=_("conversation")
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("category"), related_name="+"
    )
    question = models.TextField(_("question"))
    answer = models.TextField(_("answer"))
    # Rises with every change: whoever agrees names the text they have read by it.
    revision = models.PositiveIntegerField(default=0, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"), default=moment.now)
    asked_at = models.DateTimeField(_("asker was asked"), null=True, blank=True)
    agreed_at = models.DateTimeField(_("asker agreed"), null=True, blank=True)
    declined_at = models.DateTimeField(_("asker declined"), null=True, blank=True)
    topic = models.OneToOneField(
        Topic, models.SET_NULL, related_name="public_copy", null=True, blank=True
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        verbose_name = _("public copy")
        verbose_name_plural = _("public copies")

    def __str__(self) -> str:
        return self.title

    @property
    def awaits_asker(self) -> bool:
        """Whether the asker was asked and has not said anything yet."""
        return bool(self.asked_at and not (self.agreed_at or self.declined_at))

    def _locked(self) -> Self:
        """The row as it is now; nobody else changes it until the transaction ends."""
        return type(self).objects.select_for_update().get(pk=self.pk)

    def write(self, by: User, **texts: Any) -> None:
        """Save what was written. Any change voids what the asker said, who has to be asked again.
        Raises ValidationError once it is published."""
        with transaction.atomic():
            # Two officers may begin at once: the second one changes what the first has written.
            Conversation.objects.select_for_update(of=("self",)).get(pk=self.conversation_id)
            before = type(self).objects.filter(conversation=self.conversation_id).first()
            self.pk = before.pk if before else None
            if before and before.published_at:
                raise ValidationError(gettext("This copy is published already."))
            if before and all(getattr(before, name) == texts[name] for name in TEXTS):
                return
            self.revision = before.revision + 1 if before else 1
            self.asked_at = self.agreed_at = self.declined_at = None
            for name in TEXTS:
                setattr(self, name, texts[name])
            self.written_by, self.written_at = by, moment.now()
            self.save()

    def ask(self, by: User) -> None:
        """Ask the asker whether this very text may be published. Asked already, nothing happens."""
        with transaction.atomic():
            row = self._locked()
            if row.asked_at or row.published_at:
                return
            self.asked_at = moment.now()
            self.save(update_fields=["asked_at"])
            self._note(_("%(name)s asks whether a cleaned copy may be published."), by)

    def decide(self, by: User, revision: int, *, agrees: bool) -> None:
        """The asker says whether the text with this revision may be published. Raises
        ValidationError where that is not the text any more, or it was published meanwhile."""
        with transaction.atomic():
            row = self._locked()
            if row.published_at or not row.asked_at or row.revision != revision:
                raise ValidationError(
                    gettext("The text has changed meanwhile. Please read it once more.")
                )
            self.agreed_at = moment.now() if agrees else None
            self.declined_at = None if agrees else moment.now()
            self.save(update_fields=["agreed_at", "declined_at"])
            agreed = _("%(name)s agrees to the public copy.")
            declined = _("%(name)s does not want a public copy.")
            self._note(agreed if agrees else declined, by)

    def publish(self, by: User) -> Topic:
        """Open the topic with its answer, in one transaction; published already, the same topic.
        Its asker's name is hidden. Raises ValidationError while the asker has not agreed."""
        with transaction.atomic():
            row = self._locked()
            if row.topic:
                return row.topic
            if not row.agreed_at:
                raise ValidationError(gettext("The asker has not agreed to this text."))
            self.topic = row._opened(by)
            self.published_at = moment.now()
            self.save(update_fields=["topic", "published_at"])
            self._note(_("%(name)s has published the cleaned copy."), by)
        return self.topic

    def _opened(self, by: User) -> Topic:
        topic = Topic.objects.open(
            author=self.conversation.author,
            category=self.category,
            title=self.title,
            body=self.question,
            is_anonymous=True,
        )
        Post.objects.reply(topic, author=by, body=self.answer, status=Status.ANSWERED)
        # It has its answer: the responder, who hears of the topic later, has nothing to decide.
        Decision.objects.create(topic=topic, outcome=Outcome.SILENT)
        return topic

    def _note(self, words: Any, by: User) -> None:
        # Both sides read it: it is written in the office's language.
        with translation.override("id"):
            body = str(words) % {"name": by.display_name}
        Message.objects.note(self.conversation, body, by)
