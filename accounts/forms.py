"""What signing up asks beyond the e-mail address, and what a member changes later."""

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution, User
from pages.fields import readable, with_words


class ProfileForm(forms.Form):
    """Who somebody is to the office: a name to show, and where they come from if they say so."""

    display_name = forms.CharField(
        label=_("Display name"),
        max_length=60,
        validators=[readable, with_words],
        help_text=_("Shown beside your questions. It need not be your full name."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    institution = forms.ChoiceField(
        label=_("Institution (optional)"),
        choices=[("", _("I would rather not say")), *Institution.choices],
        required=False,
        help_text=_("Only counted, never shown beside your questions."),
    )

    def store(self, user: User) -> None:
        """Write what a valid form says to this user."""
        user.display_name = self.cleaned_data["display_name"]
        user.institution = self.cleaned_data["institution"]
        user.save(update_fields=["display_name", "institution"])


class MemberForm(ProfileForm):
    """The profile of somebody who has an account already."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("Of the site on this device, and of the e-mails to you."),
    )

    def store(self, user: User) -> None:
        super().store(user)
        user.language = self.cleaned_data["language"]
        user.save(update_fields=["language"])


class SignupForm(ProfileForm):
    """Asked by allauth on sign-up, together with the address and the password."""

    field_order = ("display_name", "email", "password1", "institution")

    def signup(self, request: HttpRequest, user: User) -> None:
        self.store(user)
