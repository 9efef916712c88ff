"""What can be asked and replied."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.models import Category
from forum.models.tag import NAME_LENGTH
from forum.models.topic import TITLE_LENGTH, regions
from pages.fields import BodyField, readable, with_words
from servicedesk.moves import Status

_MOST_TAGS = 5


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


class TitleField(forms.CharField):
    """A topic's title. As in BodyField, a browser would cut a long paste without a word."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Your question in one line"),
            max_length=TITLE_LENGTH,
            validators=[readable, with_words],
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            **kwargs,
        )
        self.widget.attrs.pop("maxlength", None)


class TagsField(forms.CharField):
    """Tags, separated by commas; becomes the rows, made where they are missing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=300, required=False, validators=[readable], **kwargs)

    def clean(self, value: Any) -> Any:
        names = [name.strip() for name in super().clean(value).split(",") if name.strip()]
        if len(names) > _MOST_TAGS:
            raise forms.ValidationError(_("At most %(most)d tags, please.") % {"most": _MOST_TAGS})
        if any(len(name) > NAME_LENGTH for name in names):
            raise forms.ValidationError(
                _("A tag has at most %(most)d characters.") % {"most": NAME_LENGTH}
            )
        return names


class TopicForm(SubmissionForm):
    title = TitleField()
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

    region = forms.ChoiceField(
        label=_("Region"), choices=lambda: [("", _("Not said")), *regions()], required=False
    )
    year = forms.IntegerField(
        label=_("Year of the data"),
        required=False,
        min_value=1945,
        max_value=2100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    tags = TagsField(label=_("Tags"), help_text=_("A few words, separated by commas."))
    is_anonymous = forms.BooleanField(
        label=_("Hide my name"),
        required=False,
        help_text=_("Only officers see who asked. Replies still reach you."),
    )


class EditForm(forms.Form):
    body = BodyField(label=_("Text"))


class QuestionEditForm(EditForm):
    title = TitleField()
    field_order = ("title", "body")


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
