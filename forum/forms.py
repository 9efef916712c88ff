"""What can be asked and replied."""

import re
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from forum.models import Category, Post, Topic
from forum.models.flag import Reason
from forum.models.post import Kind
from forum.models.tag import NAME_LENGTH
from forum.models.topic import regions
from pages import moment
from pages.fields import BodyField, TitleField, readable, with_words
from pages.submission import SubmissionForm
from pages.traps import TrapForm
from servicedesk.moves import Status

_MOST_TAGS = 5
# A number alone, or in an address; no database key has more digits.
_TOPIC_NUMBER = re.compile(r"(?:^|/topik/)(\d{1,18})(?:/|$)")


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


class TopicForm(SubmissionForm, TrapForm):
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


class PostForm(SubmissionForm, TrapForm):
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


class FlagForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=Reason, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), max_length=300, required=False, validators=[readable])


class CategoryForm(forms.Form):
    category = forms.ModelChoiceField(
        Category.objects.all(), label=_("Category"), to_field_name="slug", empty_label=None
    )


class SuspensionForm(forms.Form):
    """Until when a member may not post, and why; they read the reason."""

    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("Reason"), max_length=300, validators=[readable, with_words])

    def clean_until(self) -> datetime:
        until = datetime.combine(
            self.cleaned_data["until"] + timedelta(days=1), time.min, get_current_timezone()
        )
        if until <= moment.now():
            raise forms.ValidationError(_("Please choose a day from today on."))
        return until


class TargetForm(forms.Form):
    """Another topic, by its number or its address."""

    target = forms.CharField(
        label=_("The other topic"),
        max_length=300,
        help_text=_("Its address, or its number: the digits after /topik/."),
    )

    def __init__(self, topic: Topic, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic

    def clean_target(self) -> Topic:
        found = _TOPIC_NUMBER.search(self.cleaned_data["target"].strip())
        target = Topic.objects.public().filter(pk=int(found.group(1))).first() if found else None
        if target is None:
            raise forms.ValidationError(_("There is no public topic with that address."))
        if target.pk == self.topic.pk:
            raise forms.ValidationError(_("That is this topic itself."))
        return target


class _RepliesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, post: Post) -> str:
        return f"{post.shown_author}: {post.body[:120]}"


class SplitForm(forms.Form):
    """The replies that become a topic of their own, and its title."""

    title = TitleField()
    posts = _RepliesField(
        Post.objects.none(), label=_("Replies"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, topic: Topic, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(_RepliesField, self.fields["posts"])
        replies = topic.posts.exclude(path="").filter(kind=Kind.REPLY)
        field.queryset = replies.select_related("author").order_by("path")
