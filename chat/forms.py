"""What can be written in private."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chat.models.conversation import is_topic_path
from pages.fields import BodyField, TitleField
from pages.submission import SubmissionForm
from pages.traps import TrapForm
from servicedesk.moves import Status

_AFTER_ANSWER = (Status.ANSWERED, Status.WAITING_ASKER, Status.IN_PROGRESS, Status.RESOLVED)


class OriginField(forms.CharField):
    """The topic it goes on from; nobody types it, so that anything else is left out."""

    def clean(self, value: object) -> str:
        try:
            is_topic_path(value)
        except forms.ValidationError:
            return ""
        return str(value)


class ConversationForm(SubmissionForm, TrapForm):
    title = TitleField()
    body = BodyField(
        label=_("Details"),
        required=False,
        help_text=_("Only you and the officers in charge read it."),
    )
    origin = OriginField(required=False, widget=forms.HiddenInput)


class MessageForm(SubmissionForm):
    """A message; its text may be missing where a file says it all."""

    body = BodyField(
        label=_("Your message"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class OfficerMessageForm(MessageForm):
    """An officer says with the answer what becomes of the ticket."""

    status = forms.ChoiceField(
        label=_("Status after this answer"),
        choices=[(choice.value, choice.label) for choice in _AFTER_ANSWER],
        required=False,
    )
