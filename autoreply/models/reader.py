"""What readers of the public answers do: say whether one helped, and follow it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from autoreply.models.answer import Answer
from autoreply.models.version import AnswerVersion
from pages import moment


class Vote(models.Model):
    """A reader of a public answer said whether it helped. Nobody's name is kept."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="votes")
    version = models.ForeignKey(AnswerVersion, models.SET_NULL, related_name="+", null=True)
    helped = models.BooleanField(_("helped"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(_("when"), default=moment.now)

    class Meta:
        verbose_name = _("reader's word")
        verbose_name_plural = _("readers' words")
        indexes = [models.Index(fields=["answer", "at"], name="autoreply_vote_of_answer")]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.helped}"


class AnswerFollow(models.Model):
    """A member wants to be told when the answer changes."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="follows")
    user = models.ForeignKey(User, models.CASCADE, related_name="answer_follows")
    since = models.DateTimeField(default=moment.now)

    class Meta:
        verbose_name = _("follower of an answer")
        verbose_name_plural = _("followers of answers")
        constraints = [
            models.UniqueConstraint(fields=["answer", "user"], name="autoreply_one_follow")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} -> {self.answer_id}"
