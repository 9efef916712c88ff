"""What a member chooses to be told of."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.kinds import Kind, Timing, offered_to
from notifications.models import Channel, Preference
from notifications.models.preference import EVERYTHING


class PreferencesForm(forms.Form):
    """Two fields for each kind the member can be told of: the bell, and when to write."""

    no_email = forms.BooleanField(
        label=_("Send me no e-mails of these kinds at all"),
        required=False,
        help_text=_("Log-in codes and other letters about your account still come."),
    )

    def __init__(self, user: User, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.user = user
        self.kinds = offered_to(user)
        self.chosen = Preference.objects.of(user)
        self.fields["no_email"].initial = self.chosen.is_silent(Channel.EMAIL)
        for kind in self.kinds:
            self.fields.update(self._fields_of(kind))

    def _fields_of(self, kind: Kind) -> dict[str, forms.Field]:
        bell = self.chosen.timing(kind, Channel.BELL) != Timing.OFF
        email = self.chosen.own_timing(kind, Channel.EMAIL)
        return {
            f"{kind.code}-bell": forms.BooleanField(label=_("Bell"), required=False, initial=bell),
            f"{kind.code}-email": forms.ChoiceField(
                label=_("E-mail"), choices=Timing.choices, initial=email
            ),
        }

    def rows(self) -> Iterator[tuple[Kind, BoundField, BoundField]]:
        """Each kind with its two fields, for the page."""
        for kind in self.kinds:
            yield kind, self[f"{kind.code}-bell"], self[f"{kind.code}-email"]

    def store(self) -> None:
        """Remember what a valid form says."""
        data: dict[str, Any] = self.cleaned_data
        everything = Timing.OFF if data["no_email"] else Timing.NOW
        Preference.objects.choose(self.user, EVERYTHING, Channel.EMAIL, everything)
        for kind in self.kinds:
            bell = Timing.NOW if data[f"{kind.code}-bell"] else Timing.OFF
            Preference.objects.choose(self.user, kind.code, Channel.BELL, bell)
            email = data[f"{kind.code}-email"]
            Preference.objects.choose(self.user, kind.code, Channel.EMAIL, email)
