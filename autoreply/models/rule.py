from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

import textmatch
from autoreply.models.answer import Answer
from forum.models import Category

_WORDS = ("all_of", "any_of", "none_of")


class Effect(models.TextChoices):
    LIFT = "lift", _("Lift: this answer comes first")
    BLOCK = "block", _("Block: never this answer")
    REQUIRE = "require", _("Require: this answer only then")


class KeywordRule(models.Model):
    """What a curator knows about an answer that example questions cannot say."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="rules")
    effect = models.CharField(_("effect"), max_length=8, choices=Effect)
    all_of = models.CharField(
        _("all of"), max_length=300, blank=True, help_text=_("Words or phrases, with commas.")
    )
    any_of = models.CharField(_("any of"), max_length=300, blank=True)
    none_of = models.CharField(_("none of"), max_length=300, blank=True)
    category = models.ForeignKey(
        Category, models.CASCADE, verbose_name=_("only in this category"), null=True, blank=True
    )
    excludes_category = models.BooleanField(_("everywhere but in this category"), default=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("keyword rule")
        verbose_name_plural = _("keyword rules")

    def __str__(self) -> str:
        words = "; ".join(filter(None, (getattr(self, field) for field in _WORDS)))
        return f"{self.get_effect_display().split(':')[0]}: {words}"

    def clean(self) -> None:
        """A blank keyword matches nothing, or everything: it is refused, by its own name."""
        errors: dict[str, Any] = {}
        for field in _WORDS:
            try:
                textmatch.keywords(getattr(self, field))
            except ValueError as error:
                errors[field] = _("“%(word)s” says nothing: no question could be told by it.") % {
                    "word": error
                }
        if not any(getattr(self, field).strip(" ,") for field in _WORDS):
            errors["all_of"] = _("A rule needs at least one keyword.")
        if errors:
            raise ValidationError(errors)

    def as_rule(self) -> textmatch.Rule:
        """The rule as the index takes it."""
        return textmatch.Rule(
            name=str(self),
            effect=self.effect,
            all_of=textmatch.keywords(self.all_of),
            any_of=textmatch.keywords(self.any_of),
            none_of=textmatch.keywords(self.none_of),
            category=self.category.slug if self.category else "",
            excludes_category=self.excludes_category,
        )
