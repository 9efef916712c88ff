"""The small forms beside the buttons of an answer."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pages import moment
from pages.fields import readable


class NoteForm(forms.Form):
    note = forms.CharField(max_length=300, required=False, validators=[readable])


class ConfirmForm(forms.Form):
    review_on = forms.DateField()

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= moment.today():
            raise ValidationError(_("Please give a day in the future."))
        return day
