"""What a search can be narrowed by; the names of the fields stand in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum import finding
from forum.models import Category
from forum.models.topic import regions
from servicedesk.moves import Status

_MOST_CHARACTERS = 500


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Words"), max_length=_MOST_CHARACTERS, required=False)
    urut = forms.ChoiceField(
        label=_("Order"),
        choices=[(finding.RELEVANCE, _("Relevance")), (finding.NEWEST, _("Newest"))],
        required=False,
    )
    kategori = forms.ChoiceField(
        label=_("Category"),
        choices=lambda: [("", _("All")), *Category.objects.values_list("slug", "name")],
        required=False,
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("All")), *Status.choices], required=False
    )
    wilayah = forms.ChoiceField(
        label=_("Region"), choices=lambda: [("", _("All")), *regions()], required=False
    )
    tahun = forms.IntegerField(
        label=_("Year of the data"), required=False, min_value=1945, max_value=2100
    )
    penulis = forms.CharField(label=_("Written by"), max_length=60, required=False)
    dijawab = forms.BooleanField(label=_("Answered by an officer"), required=False)
