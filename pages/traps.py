"""Traps for programs that fill in forms; people do not meet them."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext_lazy as _

_signer = TimestampSigner(salt="pages.traps")


class TrapForm(forms.Form):
    """A form with a field nobody sees (a honeypot) and the signed time at which it was shown.

    A filled honeypot, a missing or forged time, or one under FORM_LEAST_SECONDS ago is refused
    with a message; sending the form once more, with the text kept, then works for a person.
    """

    website = forms.CharField(
        required=False,
        label=_("Leave this field empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    shown_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown_at"].initial = lambda: _signer.sign("form")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        shown_at = data.pop("shown_at", "")
        if data.pop("website", ""):
            raise forms.ValidationError(_("This form was filled in by a program."), code="trap")
        if settings.FORM_LEAST_SECONDS and not _shown_long_enough(shown_at):
            raise forms.ValidationError(
                _("That was very quick. Please press the button once more."), code="trap"
            )
        return data


def _shown_long_enough(shown_at: str) -> bool:
    try:
        _signer.unsign(shown_at)
    except BadSignature:
        return False
    try:
        _signer.unsign(shown_at, max_age=settings.FORM_LEAST_SECONDS)
    except BadSignature:
        return True
    return False
