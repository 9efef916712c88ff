"""Releases as rows of a table that officers edit in a spreadsheet: what its cells say."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages import moment, tables
from pages.table_reader import Layout
from pages.tables import Cells
from releases import regions
from releases.models import Release, Subject

DATES = ("planned_on", "reference_from", "reference_until", "published_on")
EXPLAINED: dict[str, str | Promise] = {
    "id": gettext_lazy("Leave it as it is. Empty: a new release, or one already there."),
    "title": gettext_lazy("What comes out, without figures. Never empty."),
    "subject": gettext_lazy("Name or address of a subject that is there. Never empty."),
    "region": gettext_lazy("BPS code or name; empty: all of Lampung."),
    "planned_on": gettext_lazy("The planned day, YYYY-MM-DD or DD/MM/YYYY. Never empty."),
    "published_on": gettext_lazy("The day it came out; empty: it is not out."),
    "reference_from": gettext_lazy("The first day of the reference period, or empty."),
    "reference_until": gettext_lazy("The last day of the reference period, or empty."),
    "source_url": gettext_lazy("Address of the data or the press release, or empty."),
    "summary": gettext_lazy("A few words about it, or empty."),
}
LAYOUT = Layout(tuple(EXPLAINED), ("title", "subject", "planned_on"))
_TEXTS = ("title", "source_url", "summary")

Fields = dict[str, Any]


class Names:
    """Subjects and regions by what people call them; read once per import."""

    def __init__(self) -> None:
        self.subjects: dict[str, Subject] = {}
        for subject in Subject.objects.all():
            self.subjects[subject.name.casefold()] = self.subjects[subject.slug] = subject
        named = {name.casefold(): code for code, name in regions.choices()}
        self.regions = named | {code: code for code in named.values()} | {"": ""}

    def subject(self, cell: str) -> Subject:
        """Raises ValueError, with what to show, for a name that is none."""
        found = self.subjects.get(cell.strip().casefold())
        if found is None:
            raise ValueError(_("There is no subject “%(name)s”.") % {"name": cell.strip()})
        return found

    def region(self, cell: str) -> str:
        """Its code. Raises ValueError, with what to show, for a name that is none."""
        found = self.regions.get(cell.strip().casefold())
        if found is None:
            raise ValueError(_("There is no region “%(name)s”.") % {"name": cell.strip()})
        return found


def fields_from(cells: Cells, names: Names) -> tuple[Fields, list[tuple[str, str]]]:
    """What the cells say, as fields of a release and `published_on`; and (column, message) of all
    that is wrong with them."""
    fields: Fields = {}
    wrong = []
    for column, cell in cells.items():
        try:
            if column != "id":
                fields[column] = _field(column, cell, names)
        except ValueError as error:
            wrong.append((column, str(error)))
    return fields, wrong or list(_faults(fields))


def _field(column: str, cell: str, names: Names) -> Any:
    if column == "subject":
        return names.subject(cell)
    if column == "region":
        return names.region(cell)
    if column in DATES:
        return tables.day_from(cell) if cell.strip() else None
    return cell.strip()


def _faults(fields: Fields) -> Iterable[tuple[str, str]]:
    """What the model itself would refuse."""
    published_on = fields.get("published_on")
    if published_on and published_on > moment.today():
        yield "published_on", _("This day is still to come.")
    release = Release(**{name: value for name, value in fields.items() if name != "published_on"})
    try:
        release.full_clean(exclude={"subject"}, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for column, messages in error.message_dict.items():
            yield ("" if column == "__all__" else column), " ".join(messages)


def cells_of(release: Release) -> Cells:
    """The release as a row."""
    published = release.published_at and timezone.localdate(release.published_at)
    dates = {name: getattr(release, name) for name in DATES[:3]} | {"published_on": published}
    return {
        "id": str(release.pk),
        "subject": release.subject.name,
        "region": release.region,
        **{name: getattr(release, name) for name in _TEXTS},
        **{name: day.isoformat() if day else "" for name, day in dates.items()},
    }
