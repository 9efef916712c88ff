"""Moving a ticket by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import readable
from servicedesk.models import Ticket
from servicedesk.moves import Status, may_move


class MoveForm(forms.Form):
    """Offers an officer exactly the moves that the ticket's status allows."""

    status = forms.ChoiceField(label=_("New status"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False, validators=[readable])

    def __init__(self, ticket: Ticket, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            (status.value, status.label)
            for status in Status
            # A duplicate is confirmed on its own page, which says of what.
            if status != Status.DUPLICATE and may_move(ticket.status, status, officer=True)
        ]
