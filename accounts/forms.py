"""What signing up asks beyond the e-mail address."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pages.fields import readable, with_words


class SignupForm(forms.Form):
    display_name = forms.CharField(
        label=_("Display name"),
        max_length=60,
        validators=[readable, with_words],
        help_text=_("Shown beside your questions. It need not be your full name."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    field_order = ("display_name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])
