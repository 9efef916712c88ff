"""Brings a table of releases in, in two steps: what it would change is shown first, and then
exactly that happens, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from pages import moment, staging, table_reader
from pages.table_reader import Row
from pages.tables import Cells, Fault, RefusedError
from releases import table
from releases.models import Release

_SALT = "releases.importing"
_SERIES = ("subject", "region", "reference_until", "title")


@dataclass(frozen=True, slots=True)
class Staged:
    """One release's part of an import: the fields it changes, dates as texts, and when the release
    was last changed before; a new one has neither id nor time."""

    fields: dict[str, Any]
    release_id: int | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a row would make of a release, for its reader: (column, before, after)."""

    staged: Staged
    title: str
    differences: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0

    @property
    def new(self) -> list[Change]:
        """The releases that would be planned."""
        return [change for change in self.changes if change.staged.release_id is None]

    @property
    def changed(self) -> list[Change]:
        """The releases that would be changed."""
        return [change for change in self.changes if change.staged.release_id]


def plan(data: bytes) -> Plan:
    """What importing this file would do; nothing is done yet. Raises RefusedError with all that is
    wrong."""
    read = table_reader.read(data, table.LAYOUT)
    planner = _Planner()
    changes = [planner.change(row) for row in read.rows]
    faults = [*read.faults, *planner.faults]
    if faults:
        raise RefusedError(*faults)
    kept = [change for change in changes if change]
    return Plan(kept, len(changes) - len(kept))


def stage(found: Plan, by: User) -> str:
    """The import as a signed text that a page holds until its reader goes on. Raises RefusedError
    for too many changes, see `pages.staging.sealed`."""
    return staging.sealed([asdict(change.staged) for change in found.changes], by.pk, _SALT)


def unstage(text: str, by: User) -> list[Staged]:
    """The import that was staged by this person within the last hour. Raises RefusedError for
    anything else."""
    return [Staged(**row) for row in staging.unsealed(text, by.pk, _SALT)]


def apply(staged: Sequence[Staged], by: User) -> None:
    """Plan, change and publish. Raises RefusedError, and changes nothing, when one of the releases
    was changed since the import was planned."""
    ids = [row.release_id for row in staged if row.release_id]
    try:
        with transaction.atomic():
            locked = Release.objects.select_for_update().filter(pk__in=ids).order_by("pk")
            present = {release.pk: release for release in locked}
            for row in staged:
                _write(row, present.get(row.release_id or 0), by)
    except IntegrityError as error:
        raise RefusedError(_overtaken()) from error


def _write(row: Staged, release: Release | None, by: User) -> None:
    fields = _live(row.fields)
    published_on = fields.pop("published_on", None)
    if row.release_id is None:
        release = Release.objects.plan(by=by, **fields)
    elif release is None or release.updated_at.isoformat() != row.seen:
        raise RefusedError(_overtaken())
    else:
        release.revise(by, **fields)
    if published_on:
        release.publish(by, _moment_of(published_on))


def _overtaken() -> Fault:
    return Fault(_("Somebody changed the releases meanwhile. Nothing was imported; send it again."))


def _moment_of(day: date) -> datetime | None:
    """When something came out of which only the day is known; None for today, which is now."""
    if day >= moment.today():
        return None
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def _live(fields: dict[str, Any]) -> dict[str, Any]:
    """Staged fields as the model has them."""
    days = {name: value for name, value in fields.items() if name in table.DATES and value}
    read = {name: date.fromisoformat(value) for name, value in days.items()}
    subject = {"subject_id": fields["subject"]} if "subject" in fields else {}
    return {name: value for name, value in fields.items() if name != "subject"} | read | subject


class _Planner:
    """Makes changes of rows, one after the other, and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.names = table.Names()
        self.faults: list[Fault] = []
        releases = list(Release.objects.select_related("subject"))
        self.by_id = {str(release.pk): release for release in releases}
        self.by_series = {_series(release): release for release in releases}
        self.named: set[Any] = set()

    def change(self, row: Row) -> Change | None:
        """What the row changes; None for nothing, or for a faulty one."""
        fields, wrong = table.fields_from(row.cells, self.names)
        if wrong:
            self._blame(row, wrong)
            return None
        release = self._release_of(row, fields)
        is_unknown = bool(row.cells.get("id", "").strip()) and release is None
        key = release.pk if release else _series(Release(**_without_publication(fields)))
        if is_unknown:
            self._blame(row, [("id", _("There is no such release."))])
        elif key in self.named:
            self._blame(row, [("", _("This release is in the table more than once."))])
        self.named.add(key)
        return self._edited(row, release, fields) if release else self._new(row.cells, fields)

    def _release_of(self, row: Row, fields: table.Fields) -> Release | None:
        pk = row.cells.get("id", "").strip()
        if pk:
            return self.by_id.get(pk)
        return self.by_series.get(_series(Release(**_without_publication(fields))))

    def _new(self, cells: Cells, fields: table.Fields) -> Change:
        told = [(name, "", cell) for name, cell in cells.items() if cell.strip() and name != "id"]
        return Change(Staged(_storable(fields)), fields["title"], told)

    def _edited(self, row: Row, release: Release, fields: table.Fields) -> Change | None:
        before = table.cells_of(release)
        after = _cells(fields)
        differing = [name for name in fields if after[name] != before[name]]
        if "published_on" in differing and release.published_at:
            self._blame(
                row, [("published_on", _("It is published already; take that back first."))]
            )
        if not differing:
            return None
        revised = _series(_revised(release, fields))
        if self.by_series.get(revised, release).pk != release.pk:
            self._blame(row, [("", _("This would be the same as another release."))])
        changed = {name: fields[name] for name in differing}
        staged = Staged(_storable(changed), release.pk, release.updated_at.isoformat())
        return Change(staged, release.title, [(n, before[n], after[n]) for n in differing])

    def _blame(self, row: Row, wrong: Iterable[tuple[str, str]]) -> None:
        self.faults += [Fault(message, row.line, column) for column, message in wrong]


def _series(release: Release) -> tuple[Any, ...]:
    """What makes two rows the same release: subject, region and period, or where there is no
    period the title."""
    what = release.reference_until or release.title.casefold()
    return release.subject_id, release.region, what


def _revised(release: Release, fields: table.Fields) -> Release:
    """The release as it would be."""
    before = {name: getattr(release, name) for name in _SERIES}
    return Release(**before | {name: fields[name] for name in _SERIES if name in fields})


def _without_publication(fields: table.Fields) -> table.Fields:
    return {name: value for name, value in fields.items() if name != "published_on"}


def _cells(fields: table.Fields) -> Cells:
    """Fields as cells, to be compared and shown."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value or "")
        for name, value in fields.items()
    }


def _storable(fields: table.Fields) -> dict[str, Any]:
    """Fields as JSON knows them."""
    subject = {"subject": fields["subject"].pk} if "subject" in fields else {}
    days = {name: value for name, value in _cells(fields).items() if name in table.DATES}
    return fields | {name: day or None for name, day in days.items()} | subject
