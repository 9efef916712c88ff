"""The form in which a notice is written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.models import Notice
from pages.fields import BodyField, DayInput, readable, with_words


class NoticeForm(forms.ModelForm):
    body = BodyField(
        label=_("Text"), help_text=_("Markdown works. Short: it stands on the home page.")
    )
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https", max_length=500)

    class Meta:
        model = Notice
        fields = ("kind", "title", "body", "link", "valid_from", "valid_until")
        widgets = {"valid_from": DayInput, "valid_until": DayInput}
        help_texts = {"valid_until": _("The last day. Empty: until you end it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "body"):
            self.fields[name].validators += [readable, with_words]
