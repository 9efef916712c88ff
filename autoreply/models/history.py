from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from autoreply.models.job import Job, JobState


class History(Job):
    """An exported WhatsApp chat that was read: questions and replies from before the forum."""

    # The days it covers. The name of the file would be a citizen's name or number.
    name = models.CharField(_("file"), max_length=120)
    # Pseudonyms; none until somebody said who of the senders they are.
    officers = models.JSONField(_("names of officers"), default=list)
    # Per month, and in total: what `history.statistic` counts. Until then, what is known
    # of the chat: its file, the order of its dates and its lines.
    statistic = models.JSONField(default=dict)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("WhatsApp history")
        verbose_name_plural = _("WhatsApp histories")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("autoreply:history", args=[self.pk])

    @property
    def needs_officers(self) -> bool:
        """It waits for a person, not for a process."""
        return self.state == JobState.WAITING and not self.officers

    @property
    def is_dead(self) -> bool:
        return not self.needs_officers and super().is_dead


class PastQuestion(models.Model):
    """A question from a chat and the reply to it, with everything personal hidden."""

    history = models.ForeignKey(History, models.CASCADE, related_name="questions")
    asked_at = models.DateTimeField()
    asker = models.CharField(max_length=12)
    question = models.TextField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    working_seconds = models.PositiveIntegerField(null=True)
    # The number of its cluster, the largest being 1; null: asked once only.
    cluster = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("asked_at", "pk")
        verbose_name = _("past question")
        verbose_name_plural = _("past questions")
        indexes = [models.Index(fields=["history", "cluster"], name="autoreply_past_cluster")]

    def __str__(self) -> str:
        return self.question[:80]
