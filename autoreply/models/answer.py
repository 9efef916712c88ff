from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.models import Category, Topic
from pages import markdown, moment


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


def fillable(template: str) -> None:
    """Refuse a link template that is no address, or has places nobody fills."""
    try:
        URLValidator(schemes=["https"])(template.format(wilayah="Metro", tahun="2024"))
    except (LookupError, ValueError, AttributeError, ValidationError) as error:
        raise ValidationError(
            _("This must be an https address in which only {wilayah} and {tahun} are filled.")
        ) from error


class AnswerQuerySet(models.QuerySet["Answer"]):
    def published(self) -> "AnswerQuerySet":
        return self.filter(state=State.PUBLISHED)

    def version(self, **more: Any) -> dict[str, Any]:
        """`latest` and `count` change whenever a published answer does; `more` aggregates ride in
        the same query."""
        return self.published().aggregate(latest=Max("updated_at"), count=Count("pk"), **more)


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
    updated_at = models.DateTimeField(_("last changed"), default=moment.now, editable=False)

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
        return self.updated_at.date()


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
