"""What a member chooses to be told of."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications import webpush
from notifications.kind import Kind, Timing
from notifications.kinds import offered_to
from notifications.models import Channel, Preference
from notifications.models.preference import EVERYTHING


class PreferencesForm(forms.Form):
    """The fields of each kind the member can be told of: the bell, their devices where this site
    pushes, and when to write."""

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
        self.switches = [Channel.BELL] + [Channel.PUSH] * webpush.is_on()
        self.fields["no_email"].initial = self.chosen.is_silent(Channel.EMAIL)
        for kind in self.kinds:
            self.fields.update(self._fields_of(kind))

    def _fields_of(self, kind: Kind) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {
            f"{kind.code}-{channel}": forms.BooleanField(
                label=channel.label,
                required=False,
                initial=self.chosen.timing(kind, channel) != Timing.OFF,
            )
            for channel in self.switches
        }
        email = self.chosen.own_timing(kind, Channel.EMAIL)
        found[f"{kind.code}-email"] = forms.ChoiceField(
            label=_("E-mail"), choices=Timing.choices, initial=email
        )
        return found

    def rows(self) -> Iterator[tuple[Kind, list[BoundField], BoundField]]:
        """Each kind with its switches, and when to write, for the page."""
        for kind in self.kinds:
            switches = [self[f"{kind.code}-{channel}"] for channel in self.switches]
            yield kind, switches, self[f"{kind.code}-email"]

    def store(self) -> None:
        """Remember what a valid form says."""
        data: dict[str, Any] = self.cleaned_data
        everything = Timing.OFF if data["no_email"] else Timing.NOW
        Preference.objects.choose(self.user, EVERYTHING, Channel.EMAIL, everything)
        for kind in self.kinds:
            for channel in self.switches:
                timing = Timing.NOW if data[f"{kind.code}-{channel}"] else Timing.OFF
                Preference.objects.choose(self.user, kind.code, channel, timing)
            email = data[f"{kind.code}-email"]
            Preference.objects.choose(self.user, kind.code, Channel.EMAIL, email)
