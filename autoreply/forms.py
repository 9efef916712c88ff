"""What the asker says of an automatic answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from autoreply.models.decision import Reason
from pages.fields import readable


class FeedbackForm(forms.Form):
    helped = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda value: value == "yes"
    )
    reason = forms.ChoiceField(
        label=_("What was wrong?"), choices=Reason, required=False, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Anything to add?"), max_length=300, required=False, validators=[readable]
    )

    def clean(self) -> dict[str, Any]:
        """A "no" without a reason is worth recording too."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("helped") is False and not data.get("reason"):
            data["reason"] = Reason.OTHER
        return data
