"""Uploading an exported chat, and saying who of its senders are officers."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from autoreply import history_file

# The most diligent ones; an officer is among them.
_MOST_SENDERS = 500


class ChatForm(forms.Form):
    """`cleaned_data["chat"]` is the survey of the chat, which is kept by then."""

    chat = forms.FileField(
        label=gettext_lazy("Exported chat"),
        help_text=gettext_lazy("The .txt or .zip file as WhatsApp exports it, without media."),
        widget=forms.FileInput(attrs={"accept": ".txt,.zip,text/plain,application/zip"}),
    )

    def clean_chat(self) -> history_file.Survey:
        try:
            return history_file.keep(self.cleaned_data["chat"])
        except history_file.UnusableError as error:
            raise ValidationError(str(error)) from error


class OfficersForm(forms.Form):
    """Who of the senders of a chat are officers; what is sent and cleaned are pseudonyms."""

    officers = forms.MultipleChoiceField(
        label=gettext_lazy("Who of these are officers?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, senders: Counter[str]) -> None:
        super().__init__(data)
        self.people = {history_file.pseudonym(name) for name in senders}
        shown: dict[str, str] = {}
        for name, count in senders.most_common(_MOST_SENDERS):
            said = ngettext("%(name)s (%(n)d message)", "%(name)s (%(n)d messages)", count)
            shown.setdefault(history_file.pseudonym(name), said % {"name": name, "n": count})
        field: Any = self.fields["officers"]
        field.choices = list(shown.items())

    def clean_officers(self) -> list[str]:
        officers: list[str] = self.cleaned_data["officers"]
        if self.people <= set(officers):
            raise ValidationError(_("Somebody must be left who asks."))
        return officers
