"""What officers do to a ticket by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from pages.fields import readable, with_words
from servicedesk.matter import Matter
from servicedesk.models import Classification, ServiceType, Ticket
from servicedesk.moves import Status, may_move
from servicedesk.officers import officers


def _note() -> forms.CharField:
    return forms.CharField(label=_("Note"), max_length=300, required=False, validators=[readable])


class MoveForm(forms.Form):
    """Offers an officer exactly the moves that the ticket's status allows."""

    status = forms.ChoiceField(label=_("New status"))
    note = _note()

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticket: Ticket = matter.ticket
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            (status.value, status.label)
            for status in Status
            # A duplicate is confirmed on its own page, which says of what.
            if status != Status.DUPLICATE and may_move(self.ticket.status, status, officer=True)
        ]

    def move(self, by: User) -> None:
        """Do it. Call it after `is_valid`. Raises PermissionDenied where it is not allowed any
        more."""
        data = self.cleaned_data
        self.ticket.move(data["status"], by, note=data["note"])


class AssignForm(forms.Form):
    """Puts an officer in charge."""

    officer = forms.ModelChoiceField(label=_("Officer"), queryset=User.objects.none())
    note = _note()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers()  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """Gives a ticket to a team."""

    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.all())
    note = _note()


class ReclassifyForm(forms.Form):
    """Says what a ticket asks for."""

    service_type = forms.ModelChoiceField(
        label=_("Service type"), queryset=ServiceType.objects.all(), required=False
    )
    classification = forms.ChoiceField(label=_("Classification"), choices=Classification.choices)


class NoteForm(forms.Form):
    """A note among officers."""

    text = forms.CharField(
        label=_("Note"),
        max_length=2_000,
        validators=[readable, with_words],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only officers read it. Markdown works."),
    )
