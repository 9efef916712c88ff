"""The form in which a canned reply is written."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from autoreply.canned import unknown_placeholders
from autoreply.models import CannedReply
from pages.fields import readable, with_words

EVERYBODY, ME = "everybody", "me"


def known_placeholders(text: str) -> None:
    """Refuse a word in braces that would reach the asker as it is."""
    unknown = unknown_placeholders(text)
    if unknown:
        raise ValidationError(
            _("Nobody fills %(unknown)s. Only {nama}, {judul}, {kode} and {petugas} are filled.")
            % {"unknown": ", ".join(unknown)}
        )


class CannedReplyForm(forms.ModelForm):
    """Of an officer; `for_whom` is everybody, one of their teams, or they alone."""

    for_whom = forms.ChoiceField(label=_("For whom"))

    class Meta:
        model = CannedReply
        fields = ("title", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, officer: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer
        self.teams = {f"team-{team.pk}": team for team in officer.teams.all()}
        for_whom: Any = self.fields["for_whom"]
        for_whom.choices = [
            (EVERYBODY, _("Every officer")),
            *((key, team.name) for key, team in self.teams.items()),
            (ME, _("Only me")),
        ]
        for_whom.initial = _for_whom(self.instance)
        self.fields["title"].validators += [readable, with_words]
        self.fields["body"].validators += [readable, with_words, known_placeholders]
        for name in ("title", "body"):
            # A browser would cut a long paste without a word.
            self.fields[name].widget.attrs.pop("maxlength", None)

    def clean(self) -> dict[str, Any]:
        """Set whom it is for before the model's own rules are looked at."""
        data: dict[str, Any] = super().clean() or {}
        chosen = data.get("for_whom")
        if chosen:
            self.instance.team = self.teams.get(chosen)
            self.instance.owner = self.officer if chosen == ME else None
        return data


def _for_whom(reply: CannedReply) -> str:
    if reply.owner_id:
        return ME
    return f"team-{reply.team_id}" if reply.team_id else EVERYBODY
