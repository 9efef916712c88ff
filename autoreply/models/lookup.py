from typing import Self
from uuid import UUID, uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from autoreply.models.answer import Answer
from chat.models import Conversation
from forum.models import Topic
from pages import moment
from pages.masking import mask

LONGEST_QUESTION = 300
# Two texts that begin alike for so many characters are one question being typed.
_BEGINNING = 8


class LookupQuerySet(models.QuerySet["Lookup"]):
    def record(self, token: str, text: str, *, answers: int, topics: int) -> UUID:
        """Remember what was typed and how much was shown for it; returns the token by which the
        same question goes on. Text still being typed replaces what it was before. Nobody's name is
        kept, and personal data within the text are masked.
        """
        found = {
            "text": mask(text)[:LONGEST_QUESTION],
            "answers": answers,
            "topics": topics,
            "at": moment.now(),
        }
        row = self.visit(token).filter(opened=None, topic=None, conversation=None).first()
        if row and _continues(row.text, str(found["text"])):
            self.filter(pk=row.pk).update(**found)
            return row.token
        return self.create(**found).token

    def visit(self, token: str) -> Self:
        """The lookup with this token; nothing for a text that is no token."""
        key = _uuid(token)
        return self.filter(token=key) if key else self.none()

    def empty(self) -> Self:
        """Nothing was known."""
        return self.filter(answers=0, topics=0)


class Lookup(models.Model):
    """What somebody typed into the box, what was shown, and what they did then."""

    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.CharField(_("what was typed"), max_length=LONGEST_QUESTION)
    answers = models.PositiveSmallIntegerField(_("answers shown"))
    topics = models.PositiveSmallIntegerField(_("topics shown"))
    opened = models.ForeignKey(
        Answer,
        models.SET_NULL,
        verbose_name=_("answer opened"),
        related_name="lookups",
        null=True,
        blank=True,
    )
    topic = models.ForeignKey(
        Topic,
        models.SET_NULL,
        verbose_name=_("topic asked"),
        related_name="lookups",
        null=True,
        blank=True,
    )
    conversation = models.ForeignKey(
        Conversation,
        models.SET_NULL,
        verbose_name=_("asked in private"),
        related_name="lookups",
        null=True,
        blank=True,
    )
    at = models.DateTimeField(_("when"), default=moment.now)

    objects = LookupQuerySet.as_manager()

    class Meta:
        verbose_name = _("lookup")
        verbose_name_plural = _("lookups")
        indexes = [models.Index(fields=["at"], name="autoreply_lookup_at")]

    def __str__(self) -> str:
        return self.text


def _continues(before: str, now: str) -> bool:
    """Whether it is still the same question that is being typed."""
    same = min(len(before), len(now), _BEGINNING)
    return before[:same].casefold() == now[:same].casefold()


def _uuid(token: str) -> UUID | None:
    try:
        return UUID(token)
    except ValueError:
        return None
