"""What the asker is asked about the service once their request has ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.fields import readable
from servicedesk.models import ELEMENTS, Rating
from servicedesk.models.rating import GRADES, LONGEST_COMMENT


class _CommentField(forms.CharField):
    """Text as long as the browser counts it: a line break, sent as two characters, is one."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class RatingForm(forms.Form):
    """The nine elements, none of them required, and a comment."""

    comment = _CommentField(
        label=_("Anything to add?"),
        max_length=LONGEST_COMMENT,
        required=False,
        validators=[readable],
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    def __init__(self, data: Any = None, *, rating: Rating | None = None) -> None:
        """`rating`: what the asker said before, to begin from."""
        initial = {**rating.answers, "comment": rating.comment} if rating else {}
        # Ids of its own, beside those of the reply form on the same page.
        super().__init__(data, initial=initial, auto_id="rating-%s")
        for name, label in ELEMENTS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=list(GRADES.items()),
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def elements(self) -> list[forms.BoundField]:
        """The fields of the nine elements, in their order."""
        return [self[name] for name in ELEMENTS]

    @property
    def answers(self) -> dict[str, int | None]:
        """What was answered; for a valid form."""
        return {name: self.cleaned_data[name] for name in ELEMENTS}

    def clean(self) -> dict[str, Any]:
        """Sending nothing at all is a slip: whoever wants to say nothing skips."""
        data: dict[str, Any] = super().clean() or {}
        said = [value for value in data.values() if value not in (None, "")]
        if not said and not self.errors:
            raise forms.ValidationError(
                gettext("Please answer at least one question or write something, or press Skip.")
            )
        return data
