from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from autoreply.models.answer import Answer
from pages import moment


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")


class AnswerVersionQuerySet(models.QuerySet["AnswerVersion"]):
    def open(self) -> Self:
        """Drafts and what is in review; an answer has at most one."""
        return self.filter(number=None)

    def published(self) -> Self:
        """Every version that was ever in force, the latest first."""
        return self.exclude(number=None).order_by("-number")


class AnswerVersion(models.Model):
    """All that an answer said and knew at one time (`editing.py` says in which shape): a draft
    until it is published, and unchangeable from then on."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT)
    content = models.JSONField()
    note = models.CharField(_("what changed, and why"), max_length=300, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    written_at = models.DateTimeField(default=moment.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    published_at = models.DateTimeField(null=True)
    # Whoever published it wants those who relied on the answer to be told.
    is_announced = models.BooleanField(default=False)

    objects = AnswerVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an answer")
        verbose_name_plural = _("versions of answers")
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "number"], name="autoreply_one_version_per_number"
            ),
            models.UniqueConstraint(
                fields=["answer"],
                condition=models.Q(number=None),
                name="autoreply_one_open_version",
            ),
        ]
        indexes = [models.Index(fields=["-published_at"], name="autoreply_version_latest")]

    def __str__(self) -> str:
        return f"{self.answer_id} v{self.number or '-'}"

    @property
    def is_open(self) -> bool:
        return self.number is None

    def get_absolute_url(self) -> str:
        return reverse("autoreply:version", args=[self.answer_id, self.pk])


class Event(models.TextChoices):
    CREATED = "created", _("began the answer")
    EDITED = "edited", _("edited the draft")
    SUBMITTED = "submitted", _("asked for a review")
    RETURNED = "returned", _("sent the draft back")
    DISCARDED = "discarded", _("discarded the draft")
    PUBLISHED = "published", _("published")
    REVERTED = "reverted", _("went back to an earlier version")
    CONFIRMED = "confirmed", _("checked that it still holds")
    LEARNT = "learnt", _("confirmed a duplicate, and its wording was learnt")
    UNLEARNT = "unlearnt", _("took a duplicate back, and its wording was forgotten")
    PAUSED = "paused", _("paused it")
    RESUMED = "resumed", _("let it answer again")
    RETIRED = "retired", _("retired it")


class AnswerEvent(models.Model):
    """Something was done to an answer: who, when, what. Only ever added to."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="events")
    version = models.ForeignKey(
        AnswerVersion, models.SET_NULL, related_name="events", null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=Event)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(default=moment.now)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("event of an answer")
        verbose_name_plural = _("events of answers")
        indexes = [models.Index(fields=["answer", "-at"], name="autoreply_event_of_answer")]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only new rows: what happened cannot be changed."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)
