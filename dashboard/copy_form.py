"""The public copy of a conversation, as an officer writes it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.models import Category
from pages.fields import BodyField, TitleField, with_words


class CopyForm(forms.Form):
    title = TitleField(label=_("Title"))
    category = forms.ModelChoiceField(
        Category.objects.all(), label=_("Category"), empty_label=_("Choose a category")
    )
    question = BodyField(
        label=_("Question"), help_text=_("Nothing in it may tell who asked. Markdown works.")
    )
    answer = BodyField(label=_("Answer"))

    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"]
        with_words(answer)
        return answer
