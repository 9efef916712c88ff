"""The form in which an answer is written; it yields content as `editing.py` describes it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from autoreply import editing
from autoreply.editing import Content
from autoreply.models import Answer, KeywordRule
from autoreply.models.answer import Availability
from forum.models import Category
from pages import moment
from pages.fields import BodyField, readable, with_words
from releases.models import Subject
from textmatch import analyse

_MOST_EXAMPLES = 300
_LONGEST_EXAMPLE = 300
_REVIEWED_WITHIN = timedelta(days=365)


class LinesField(forms.CharField):
    """One example question a line; a list of texts, each once."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 8}))
        super().__init__(required=False, validators=[readable], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        lines = [" ".join(line.split()) for line in text.splitlines()]
        texts = list(dict.fromkeys(filter(None, lines)))
        if len(texts) > _MOST_EXAMPLES:
            raise ValidationError(
                _("There may be %(most)d at most.") % {"most": _MOST_EXAMPLES}, code="too-many"
            )
        for number, line in enumerate(texts, 1):
            _check_example(number, line)
        return texts


def _check_example(number: int, text: str) -> None:
    if len(text) > _LONGEST_EXAMPLE:
        message = _("Line %(number)d is longer than %(most)d characters.")
        raise ValidationError(message % {"number": number, "most": _LONGEST_EXAMPLE})
    if not analyse(text).words:
        message = _("Line %(number)d has no words: “%(text)s”.")
        raise ValidationError(message % {"number": number, "text": text})


class AnswerForm(forms.ModelForm):
    body = BodyField(
        label=_("Answer"),
        help_text=_("Markdown. Never state a figure: link its source."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    source_url = forms.URLField(
        label=_("Source link"), required=False, assume_scheme="https", max_length=200
    )
    examples = LinesField(
        label=_("Example questions"),
        help_text=_("One a line, as people type them. Each is a test of this answer."),
    )
    counterexamples = LinesField(
        label=_("Counterexamples"),
        help_text=_("One a line: questions that look alike and for which this answer is wrong."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    note = forms.CharField(
        label=_("What changed, and why"), max_length=300, required=False, validators=[readable]
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Answer
        fields = (*editing.TEXTS, *editing.FLAGS, *editing.DATES, "category", "subject", "team")
        widgets = {
            "review_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "reference_until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def __init__(self, data: Any = None, *, content: Content | None = None, **more: Any) -> None:
        """`content`, and `more` of the fields, are what is shown first."""
        initial = (_initial(content) if content else {}) | more
        initial["review_on"] = initial.get("review_on") or moment.today() + _REVIEWED_WITHIN
        super().__init__(data, initial=initial)
        self.fields["question"].validators += [readable, with_words]

    def clean(self) -> dict[str, Any]:
        """What must fit together."""
        data: dict[str, Any] = super().clean() or {}
        unavailable = data.get("availability") == Availability.UNAVAILABLE
        if unavailable and not data.get("unavailable_reason"):
            self.add_error("unavailable_reason", _("Please say why it is not available."))
        if data.get("subject") and not data.get("reference_until"):
            self.add_error(
                "reference_until", _("An answer of a release series needs its reference period.")
            )
        both = set(data.get("examples", [])) & set(data.get("counterexamples", []))
        if both:
            self.add_error(
                "counterexamples",
                _("“%(text)s” is an example question too.") % {"text": sorted(both)[0]},
            )
        return data

    def content(self, rules: list[Content]) -> Content:
        """What was written, as content. Call it after `is_valid`."""
        data = self.cleaned_data
        return {
            **{field: data[field] for field in (*editing.TEXTS, *editing.FLAGS)},
            **{field: _iso(data[field]) for field in editing.DATES},
            "category": data["category"].slug,
            "subject": data["subject"].slug if data["subject"] else "",
            "team": data["team"].name if data["team"] else "",
            "examples": data["examples"],
            "counterexamples": data["counterexamples"],
            "rules": rules,
        }


class RuleForm(forms.ModelForm):
    class Meta:
        model = KeywordRule
        fields = (*editing.RULE_WORDS, "category", "excludes_category")


class _RuleFormSet(forms.BaseFormSet):
    def content(self) -> list[Content]:
        """The rules that were filled in and not deleted. Call it after `is_valid`."""
        kept = [form for form in self.initial_forms if form not in self.deleted_forms]
        added = [f for f in self.extra_forms if f.has_changed() and f not in self.deleted_forms]
        return [editing.rule_content(form.instance) for form in [*kept, *added]]


RuleForms = forms.formset_factory(
    RuleForm, formset=_RuleFormSet, extra=1, can_delete=True, max_num=30, absolute_max=60
)


def rule_forms(content: Content, data: Any = None) -> Any:
    """The forms of the content's keyword rules and one more, or as they were sent."""
    rules = content["rules"] if content else []
    slugs = dict(Category.objects.values_list("slug", "pk"))
    # A rule of a category that is gone would come to hold everywhere: it is left out.
    kept = [rule for rule in rules if not rule["category"] or rule["category"] in slugs]
    initial = [rule | {"category": slugs.get(rule["category"])} for rule in kept]
    return RuleForms(data, initial=initial, prefix="rules")


def _initial(content: Content) -> dict[str, Any]:
    named = {
        "category": Category.objects.filter(slug=content["category"]).first(),
        "subject": Subject.objects.filter(slug=content["subject"]).first(),
        "team": Team.objects.filter(name=content["team"]).first(),
    }
    return content | named


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
