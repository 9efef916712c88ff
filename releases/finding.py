"""Which releases a list shows: the filters travel in the address."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages import keyset
from pages.keyset import Page
from releases import regions
from releases.models import Release, Subject
from releases.scope import Scope

PLANNED, PUBLISHED, ALL = "", "terbit", "semua"
STATES = {
    PLANNED: pgettext_lazy("releases", "Planned"),
    PUBLISHED: pgettext_lazy("releases", "Published"),
    ALL: pgettext_lazy("releases", "All"),
}


class FilterForm(forms.Form):
    """Narrows a list of releases. A field that makes no sense is as if it were not there."""

    subjek = forms.ChoiceField(label=_("Subject"), required=False)
    wilayah = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, data: QueryDict, subjects: list[Subject]) -> None:
        super().__init__(data)
        named = [(subject.slug, subject.indented) for subject in subjects]
        self._choose("subjek", _("All subjects"), named)
        self._choose("wilayah", _("All regions"), regions.choices())

    def _choose(self, name: str, everything: Any, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", everything), *choices]

    def value(self, name: str) -> str:
        """What was chosen; "" for nothing or nonsense."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


@dataclass(frozen=True, slots=True)
class Found:
    """What an address asks for: which releases, in which state."""

    scope: Scope
    form: FilterForm
    state: str

    def page(self, cursor: str) -> Page[Release]:
        """Those planned, the next first; or those published, or all, the latest first."""
        if self.state == PUBLISHED:
            return keyset.page(self.scope.releases.published(), "published_at", cursor)
        if self.state == ALL:
            return keyset.page(self.scope.releases, "planned_on", cursor)
        planned = self.scope.releases.planned()
        return keyset.page(planned, "planned_on", cursor, oldest_first=True)


def find(scope: Scope, data: QueryDict) -> Found:
    """`scope`, narrowed as the address asks."""
    subjects = Subject.objects.tree()
    form = FilterForm(data, subjects)
    slug, region = form.value("subjek"), form.value("wilayah")
    if slug and not scope.subject:
        scope = replace(scope, subject=next(row for row in subjects if row.slug == slug))
    if region and not scope.region:
        scope = replace(scope, region=region)
    state = data.get("keadaan", PLANNED)
    return Found(scope, form, state if state in STATES else PLANNED)
