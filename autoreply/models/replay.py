from django.db import models
from django.utils.translation import gettext_lazy as _

from autoreply.models.answer import Answer
from autoreply.models.job import Job
from autoreply.models.lookup import LONGEST_QUESTION
from autoreply.models.version import AnswerVersion
from forum.models import Topic


class Replay(Job):
    """A draft run over past questions, beside what is in force: what would change?"""

    version = models.ForeignKey(AnswerVersion, models.CASCADE, related_name="replays")
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    with_lookups = models.BooleanField(_("what was typed into the box, too"), default=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("replay")
        verbose_name_plural = _("replays")

    def __str__(self) -> str:
        return f"{self.version}: {self.since} - {self.until}"


class Change(models.TextChoices):
    NEW = "new", _("Newly answered")
    LOST = "lost", _("No longer answered")
    OTHER = "other", _("Answered by a different one")


class ReplayChange(models.Model):
    """A past question that would now be answered otherwise."""

    replay = models.ForeignKey(Replay, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=Change)
    question = models.CharField(max_length=LONGEST_QUESTION)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+", null=True)
    before = models.ForeignKey(Answer, models.CASCADE, related_name="+", null=True)
    after = models.ForeignKey(Answer, models.CASCADE, related_name="+", null=True)
    helped = models.BooleanField(null=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("changed question")
        verbose_name_plural = _("changed questions")
        indexes = [models.Index(fields=["replay", "kind", "id"], name="autoreply_replay_change")]

    def __str__(self) -> str:
        return self.question
