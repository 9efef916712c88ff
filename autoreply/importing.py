"""Brings a file of answers in, as drafts, in two steps: what it would change is shown first, and
then exactly that happens, or nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from autoreply import comparing, curation, editing, row_check, slugs, table_reader, tabular
from autoreply.comparing import FieldChange
from autoreply.editing import Content
from autoreply.models import Answer, AnswerVersion
from autoreply.row_check import LONGEST_SLUG, Names
from pages import staging
from pages.table_reader import Row
from pages.tables import Cells, Fault, RefusedError

_SALT = "autoreply.importing"
# A longer one of the same question gets a number.
_LONGEST_MADE_SLUG = LONGEST_SLUG - 10


@dataclass(frozen=True, slots=True)
class Staged:
    """One answer's part of an import: the fields it changes, and the answer as it then was: the
    number of its version in force (0: none) and the `base_of` its draft ("": none). A new answer
    has None for both."""

    slug: str
    fields: Content
    number: int | None = None
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a row of the file would make of an answer, for its reader."""

    staged: Staged
    before: Content
    after: Content
    answer: Answer | None = None

    @property
    def differences(self) -> list[FieldChange]:
        """The fields that would change."""
        return comparing.differences(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    changes: Sequence[Change]
    unchanged: int

    @property
    def new(self) -> list[Change]:
        """The answers that would be begun."""
        return [change for change in self.changes if change.answer is None]

    @property
    def changed(self) -> list[Change]:
        """The answers whose draft would be written."""
        return [change for change in self.changes if change.answer]

    @property
    def staged(self) -> list[Staged]:
        """The import itself."""
        return [change.staged for change in self.changes]


def plan(data: bytes) -> Plan:
    """What importing this file would do; nothing is done yet.

    A cell changes an answer where it differs from what is in force, so that an open draft keeps
    what the file's writer never touched. Raises RefusedError with all that is wrong.
    """
    table = table_reader.read(data)
    planner = _Planner(table.rows)
    changes = [planner.change(row) for row in table.rows]
    faults = [*table.faults, *planner.faults]
    if faults:
        raise RefusedError(*faults)
    kept = [change for change in changes if change]
    return Plan(kept, len(changes) - len(kept))


def stage(staged: Sequence[Staged], by: User) -> str:
    """The import as a signed text that a page holds until its reader goes on: only the fields that
    change. Raises RefusedError for too many, see `pages.staging.sealed`."""
    return staging.sealed([asdict(row) for row in staged], by.pk, _SALT)


def unstage(text: str, by: User) -> list[Staged]:
    """The import that was staged by this person within the last hour. Raises RefusedError for
    anything else."""
    return [Staged(**row) for row in staging.unsealed(text, by.pk, _SALT)]


def apply(staged: Iterable[Staged], by: User) -> None:
    """Write the import's drafts. Raises RefusedError, and changes nothing, when one of the answers
    changed since it was planned."""
    rows, note = list(staged), _("imported from a file")
    with transaction.atomic():
        answers = Answer.objects.select_for_update(of=("self",)).select_related("version")
        present = {row.slug: row for row in answers.order_by("pk")}
        drafts = _drafts()
        faults = [_overtaken(row.slug) for row in rows if not _still_fits(row, present, drafts)]
        if faults:
            raise RefusedError(*faults)
        for row in rows:
            try:
                _write(row, present, by, note)
            except (IntegrityError, editing.ContentError) as error:
                raise RefusedError(_overtaken(row.slug)) from error


def _write(row: Staged, present: dict[str, Answer], by: User, note: str) -> None:
    if row.number is None:
        curation.start(row.fields, by, note=note, slug=row.slug)
        return
    draft = curation.draft_of(present[row.slug], by)
    base = curation.base_of(draft)
    curation.write(draft, draft.content | row.fields, by, base=base, note=note)


def _drafts() -> dict[int, AnswerVersion]:
    return {draft.answer_id: draft for draft in AnswerVersion.objects.open()}


def _still_fits(row: Staged, present: dict[str, Answer], drafts: dict[int, AnswerVersion]) -> bool:
    answer = present.get(row.slug)
    if answer is None:
        return row.number is None
    return (row.number, row.draft) == _as_it_is(answer, drafts.get(answer.pk))


def _as_it_is(answer: Answer, draft: AnswerVersion | None) -> tuple[int, str]:
    number = (answer.version and answer.version.number) or 0
    return number, curation.base_of(draft) if draft else ""


def _overtaken(slug: str) -> Fault:
    message = _("“%(slug)s” was changed meanwhile. Nothing was imported; send the file again.")
    return Fault(message % {"slug": slug})


class _Planner:
    """Makes changes of rows, one after the other, and gathers what is wrong with them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        answers = Answer.objects.select_related("category", "subject", "team", "version")
        self.answers = {
            row.slug: row for row in answers.prefetch_related("phrasings", "rules__category")
        }
        self.drafts = _drafts()
        self.names = Names.load()
        self.faults: list[Fault] = []
        named = [_slug_of(row) for row in rows]
        self.twice = {slug for slug, count in Counter(named).items() if slug and count > 1}
        self.taken = {*self.answers, *named, *slugs.OTHER_PAGES}

    def change(self, row: Row) -> Change | None:
        """What the row changes; None for nothing, or for a faulty one."""
        slug = _slug_of(row)
        if slug in self.twice:
            self._blame(row, [("slug", _("This answer is in the file more than once."))])
        answer = self.answers.get(slug)
        return self._edited(row, answer) if answer else self._new(row, slug)

    def _new(self, row: Row, slug: str) -> Change | None:
        fault = row_check.slug_fault(slug)
        if fault:
            self._blame(row, [("slug", fault)])
        content = self._content(row, editing.blank(), {})
        if content is None:
            return None
        # Settled now, so that an import sent twice finds its answers there and is refused.
        slug = slug or self._free_slug(content["question"])
        return Change(Staged(slug, content), {}, content)

    def _edited(self, row: Row, answer: Answer) -> Change | None:
        in_force = editing.content_of(answer)
        draft = self.drafts.get(answer.pk)
        before = draft.content if draft else in_force
        after = self._content(row, before, tabular.cells_of(in_force))
        if after is None or after == before:
            return None
        fields = {field: value for field, value in after.items() if value != before.get(field)}
        staged = Staged(answer.slug, fields, *_as_it_is(answer, draft))
        return Change(staged, before, after, answer)

    def _content(self, row: Row, before: Content, base: Cells) -> Content | None:
        """`before` with what the row says otherwise than `base`; None for a faulty row."""
        said, wrong = row_check.settled(row.cells, base, self.names)
        old = tabular.cells_of(before)
        merged = old | said
        kept = [field for field in old if row_check.same(field, merged[field], old[field])]
        if base and not wrong and len(kept) == len(old):
            return before
        content, more = row_check.content_from(merged, self.names)
        blamed = {column for column, message in wrong}
        wrong += [(column, message) for column, message in more if column not in blamed]
        if wrong:
            self._blame(row, wrong)
            return None
        # A field nobody touched stays as it was written, to the letter.
        return content | {field: before[field] for field in kept}

    def _blame(self, row: Row, wrong: Iterable[row_check.Wrong]) -> None:
        self.faults += [Fault(message, row.line, column) for column, message in wrong]

    def _free_slug(self, question: Any) -> str:
        slug = slugify(question)[:_LONGEST_MADE_SLUG].strip("-") or "jawaban"
        free, number = slug, 2
        while free in self.taken:
            free, number = f"{slug}-{number}", number + 1
        self.taken.add(free)
        return free


def _slug_of(row: Row) -> str:
    return row.cells.get("slug", "").strip()
