"""Form fields for what people write."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_BODY = 20_000
TITLE_LENGTH = 160
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def readable(value: str) -> None:
    """Refuse text with U+FFFD, which is what bytes that are not UTF-8 turn into."""
    if "\ufffd" in value:
        raise ValidationError(
            _("The text holds characters that cannot be read (\ufffd). Please remove them.")
        )


def with_words(value: str) -> None:
    """Refuse text without a single letter or digit, such as only emoji."""
    if not _LETTER_OR_DIGIT.search(value):
        raise ValidationError(_("Please use words: this text has no letters or digits."))


class BodyField(forms.CharField):
    """Markdown of up to MAX_BODY characters. The length is left to the server, which says what is
    wrong and keeps the text; a browser's maxlength would cut a long paste without a word."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(max_length=MAX_BODY, validators=[readable], **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().widget_attrs(widget).items()
            if name != "maxlength"
        }


class DayInput(forms.DateInput):
    """A day, chosen in the browser's calendar; typed days are read as well."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TitleField(forms.CharField):
    """A topic's title. As in BodyField, a browser would cut a long paste without a word."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Your question in one line"))
        super().__init__(
            max_length=TITLE_LENGTH,
            validators=[readable, with_words],
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            **kwargs,
        )
        self.widget.attrs.pop("maxlength", None)
