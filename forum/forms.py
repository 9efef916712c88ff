"""What can be asked and replied."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.models import Category
from forum.models.topic import TITLE_LENGTH
from pages.fields import BodyField, readable, with_words
from servicedesk.moves import Status


class SubmissionField(forms.UUIDField):
    """The form's own name; nobody types it, so a damaged one is replaced without a word."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value) or uuid4()
        except forms.ValidationError:
            return uuid4()


class SubmissionForm(forms.Form):
    """A form that, sent twice, does its work once: it carries a name of its own."""

    submission = SubmissionField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid4


class TopicForm(SubmissionForm):
    title = forms.CharField(
        label=_("Your question in one line"),
        max_length=TITLE_LENGTH,
        validators=[readable, with_words],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    body = BodyField(
        label=_("Details"),
        help_text=_(
            "Which region, which year, what for? Please post no personal data: this page is public."
        ),
    )
    category = forms.ModelChoiceField(
        Category.objects.all(),
        label=_("Category"),
        to_field_name="slug",
        empty_label=_("Choose a category"),
        error_messages={
            "invalid_choice": _("That category no longer exists. Please choose another.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # As in BodyField: a browser would cut a pasted title without a word.
        self.fields["title"].widget.attrs.pop("maxlength", None)


class PostForm(SubmissionForm):
    body = BodyField(label=_("Write a reply"))
    parent = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1
    )


class OfficerPostForm(PostForm):
    """An officer says with the answer what becomes of the ticket."""

    status = forms.ChoiceField(
        label=_("Status after this answer"),
        choices=[
            (choice.value, choice.label)
            for choice in (
                Status.ANSWERED,
                Status.WAITING_ASKER,
                Status.IN_PROGRESS,
                Status.RESOLVED,
            )
        ],
        required=False,
    )
