from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from autoreply.models.answer import Answer
from autoreply.models.version import AnswerVersion
from chat.models import Conversation, Message
from forum.models import Post, Topic
from pages import moment
from servicedesk.moves import Status


class Outcome(models.TextChoices):
    ANSWER = "answer", _("Answered")
    CHOOSE = "choose", _("Asked to choose")
    SILENT = "silent", _("Stayed silent")


class Decision(models.Model):
    """What the responder did about one topic or conversation, and why. One row each: it decides
    once."""

    topic = models.OneToOneField(
        Topic, models.CASCADE, related_name="decision", null=True, blank=True
    )
    conversation = models.OneToOneField(
        Conversation, models.CASCADE, related_name="decision", null=True, blank=True
    )
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    answer = models.ForeignKey(
        Answer, models.SET_NULL, related_name="decisions", null=True, blank=True
    )
    version = models.ForeignKey(
        AnswerVersion,
        models.SET_NULL,
        verbose_name=_("version shown"),
        related_name="decisions",
        null=True,
        blank=True,
    )
    offered = models.ManyToManyField(
        Answer, verbose_name=_("offered to choose from"), related_name="offers", blank=True
    )
    chosen_at = models.DateTimeField(_("chosen by the asker"), null=True, blank=True)
    post = models.OneToOneField(
        Post, models.SET_NULL, related_name="decision", null=True, blank=True
    )
    message = models.OneToOneField(
        Message, models.SET_NULL, related_name="decision", null=True, blank=True
    )
    probability = models.FloatField(_("probability of being right"), default=0)
    score = models.FloatField(_("score"), default=0)
    gap = models.FloatField(_("gap to the runner-up"), default=0)
    explanation = models.JSONField(_("explanation"), default=dict)
    took_ms = models.FloatField(_("milliseconds taken"), default=0)
    decided_at = models.DateTimeField(_("decided"), default=moment.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(topic=None) ^ models.Q(conversation=None),
                name="autoreply_decision_about_one",
            )
        ]
        indexes = [
            models.Index(fields=["outcome", "decided_at"], name="autoreply_decision_outcome"),
            models.Index(fields=["answer", "decided_at"], name="autoreply_decision_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id or self.conversation_id}: {self.outcome}"

    @property
    def matter(self) -> Topic | Conversation:
        """What it is about."""
        matter = self.topic or self.conversation
        assert matter is not None  # noqa: S101 - the constraint says so
        return matter

    @property
    def is_said(self) -> bool:
        """Whether what was decided stands in the topic or conversation."""
        return self.post_id is not None or self.message_id is not None


class Reason(models.TextChoices):
    UNRELATED = "unrelated", _("It is about something else")
    NO_ANSWER = "no-answer", _("Related, but no answer to my question")
    OUTDATED = "outdated", _("It is out of date")
    OTHER = "other", _("Another reason")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def give(
        self, decision: Decision, by: User, *, helped: bool, reason: str = "", note: str = ""
    ) -> "Feedback":
        """Record what the asker says of the automatic answer; a later word replaces an earlier one.

        Helped: the request is resolved, without an officer. Not helped: it goes back to the
        officers, its clock still counting from the question.
        """
        with transaction.atomic():
            feedback, _created = self.update_or_create(
                decision=decision,
                defaults={
                    "by": by,
                    "helped": helped,
                    "reason": "" if helped else reason,
                    "note": "" if helped else note,
                    "given_at": moment.now(),
                },
            )
            ticket = decision.matter.ticket
            if helped and not ticket.is_settled:
                ticket.move(Status.RESOLVED, by)
            elif not helped and ticket.status == Status.RESOLVED:
                ticket.move(Status.IN_PROGRESS, by)
        return feedback


class Feedback(models.Model):
    """The asker's word on an automatic answer: did it help, and if not, why."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="feedback")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    helped = models.BooleanField(_("helped"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    given_at = models.DateTimeField(_("given"), default=moment.now)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.helped}"
