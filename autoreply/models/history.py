from django.db import models
from django.utils.translation import gettext_lazy as _

from autoreply.models.job import Job


class History(Job):
    """An exported WhatsApp chat that was read: questions and replies from before the forum."""

    name = models.CharField(_("file"), max_length=120)
    officers = models.JSONField(_("names of officers"), default=list)
    # Per month, and in total: what `history.statistic` counts.
    statistic = models.JSONField(default=dict)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("WhatsApp history")
        verbose_name_plural = _("WhatsApp histories")

    def __str__(self) -> str:
        return self.name


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
