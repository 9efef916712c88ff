from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Count, Max, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from forum.models import Category, Topic
from pages import markdown, moment
from releases.models import Release, Subject


class State(models.TextChoices):
    DRAFT = "draft", _("Not published yet")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")
    RETIRED = "retired", _("Retired")


class Availability(models.TextChoices):
    DOWNLOAD = "download", _("Download from the website")
    REQUEST = "request", _("By formal request")
    PROVINCE = "province", _("For the province only")
    UNAVAILABLE = "unavailable", _("Not available")
    SECTORAL = "sectoral", _("Kept by another government office")


class Audience(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    OFFICERS = "officers", _("Officers only")


class Overtaken(models.TextChoices):
    """What an answer does once newer data of its series are due."""

    STOP = "stop", _("Stop answering by itself")
    SAY = "say", _("Go on, and say that newer data are awaited")


def fillable(template: str) -> None:
    """Refuse a link template that is no address, or has places nobody fills."""
    try:
        URLValidator(schemes=["https"])(template.format(wilayah="Metro", tahun="2024"))
    except (LookupError, ValueError, AttributeError, ValidationError) as error:
        raise ValidationError(
            _("This must be an https address in which only {wilayah} and {tahun} are filled.")
        ) from error


class AnswerQuerySet(models.QuerySet["Answer"]):
    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def public(self) -> Self:
        """What everybody may read."""
        return self.published().filter(audience=Audience.PUBLIC)

    def firing(self) -> Self:
        """What may be given to a question by itself: public, and not stopped by newer data."""
        stopped = Q(overtaken_by__isnull=False, when_overtaken=Overtaken.STOP)
        return self.public().exclude(stopped)

    def readable_by(self, user: Any) -> Self:
        return self.published() if user.is_authenticated and user.is_officer else self.public()

    def version(self, **more: Any) -> dict[str, Any]:
        """Changes whenever an answer that fires does, in whatever order changes are committed;
        `more` aggregates ride in the same query."""
        return self.firing().aggregate(
            latest=Max("updated_at"), count=Count("pk"), revisions=Sum("revision"), **more
        )


class Answer(models.Model):
    """A curated answer: what the office says to a question that keeps coming back."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    question = models.CharField(_("question"), max_length=200)
    body = models.TextField(
        _("answer"), help_text=_("Markdown. Never state a figure: link its source.")
    )
    body_html = models.TextField(editable=False)
    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("category"), related_name="answers"
    )
    source_title = models.CharField(_("source"), max_length=160, blank=True)
    source_url = models.URLField(
        _("source link"), blank=True, validators=[URLValidator(schemes=["https", "http"])]
    )
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    availability = models.CharField(
        _("how the data can be had"), max_length=12, choices=Availability, blank=True
    )
    unavailable_reason = models.CharField(
        _("why it is not available"),
        max_length=300,
        blank=True,
        help_text=_("Say what is not produced and why, and what comes nearest to it."),
    )
    audience = models.CharField(
        _("for whom"), max_length=10, choices=Audience, default=Audience.PUBLIC
    )
    team = models.ForeignKey(
        Team,
        models.SET_NULL,
        verbose_name=_("team responsible"),
        related_name="answers",
        null=True,
        blank=True,
    )
    subject = models.ForeignKey(
        Subject,
        models.SET_NULL,
        verbose_name=_("release series it depends on"),
        related_name="answers",
        null=True,
        blank=True,
    )
    reference_until = models.DateField(
        _("its reference period ends"),
        null=True,
        blank=True,
        help_text=_("The last day the data meant here speak of; empty: they never age."),
    )
    when_overtaken = models.CharField(
        _("when newer data are due"), max_length=4, choices=Overtaken, default=Overtaken.SAY
    )
    overtaken_by = models.ForeignKey(
        Release, models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    review_on = models.DateField(_("review by"))
    confirm_with_office = models.BooleanField(
        _("to be confirmed by the office"),
        default=False,
        help_text=_("Rests on a fact nobody has confirmed yet; readers are told so."),
    )
    needs_region = models.BooleanField(_("needs a region"), default=False)
    needs_year = models.BooleanField(_("needs a year"), default=False)
    follow_up = models.CharField(
        _("question to ask back"),
        max_length=200,
        blank=True,
        help_text=_("Asked when the region or year needed is missing; empty: a general one."),
    )
    link_template = models.CharField(
        _("search link"),
        max_length=300,
        blank=True,
        validators=[fillable],
        help_text=_("An address with {wilayah} and {tahun}, filled with what the question names."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    version = models.OneToOneField(
        "autoreply.AnswerVersion",
        models.SET_NULL,
        verbose_name=_("version in force"),
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    reviewed_at = models.DateTimeField(_("last reviewed"), default=moment.now, editable=False)
    link_checked_at = models.DateTimeField(
        _("source link checked"), null=True, blank=True, editable=False
    )
    link_failure = models.CharField(
        _("what is wrong with the source link"), max_length=120, blank=True, editable=False
    )
    updated_at = models.DateTimeField(_("last changed"), default=moment.now, editable=False)
    # Counts the changes: a moment alone may be earlier than one that was committed before it.
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("question",)
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [models.Index(fields=["state", "updated_at"], name="autoreply_answer_version")]

    def __str__(self) -> str:
        return self.question

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the rendered text and the moment of the change beside the answer."""
        self.body_html = markdown.render(self.body)
        self.updated_at = moment.now()
        self.revision += 1
        super().save(*args, **kwargs)

    def faq_page(self) -> dict[str, Any]:
        """The answer as schema.org's FAQPage, for search engines."""
        answer = {"@type": "Answer", "text": self.body_html}
        question = {"@type": "Question", "name": self.question, "acceptedAnswer": answer}
        return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [question]}

    def get_absolute_url(self) -> str:
        return reverse("autoreply:answer", args=[self.slug])

    @property
    def last_reviewed_on(self) -> date:
        return timezone.localdate(self.reviewed_at)

    @property
    def awaits(self) -> Release | None:
        """The release of newer data that readers should wait for, while it is not out."""
        release = self.overtaken_by
        return release if release and release.published_at is None else None


class Phrasing(models.Model):
    """A question as people type it, which the answer should (or should not) be given to."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="phrasings")
    text = models.CharField(_("example question"), max_length=300)
    is_negative = models.BooleanField(
        _("counterexample"), default=False, help_text=_("This answer is wrong for such a question.")
    )

    from_topic = models.ForeignKey(
        Topic,
        models.SET_NULL,
        verbose_name=_("duplicate it was learnt from"),
        related_name="phrasings",
        null=True,
        blank=True,
        editable=False,
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("example question")
        verbose_name_plural = _("example questions")
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "text"], name="autoreply_one_phrasing_per_text"
            ),
        ]

    def __str__(self) -> str:
        return self.text
