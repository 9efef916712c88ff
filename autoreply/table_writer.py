"""Writes the curated answers into a file that people edit and import again."""

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from autoreply import editing, tabular
from autoreply.editing import Content
from autoreply.models import Answer
from autoreply.models.answer import Audience, Availability, Overtaken
from pages import moment, tables
from pages.tables import Fault, RefusedError

# More does not go into a cell of a workbook.
_LONGEST_CELL = 32_767

_EXPLAINED: dict[str, Promise | str] = {
    "slug": gettext_lazy(
        "The answer's address: leave it as it is. Empty or unknown: a new answer."
    ),
    "question": gettext_lazy("The question it answers, up to 200 characters. Never empty."),
    "body": gettext_lazy(
        "The answer in Markdown. Never state a figure: link its source. Never empty."
    ),
    "category": gettext_lazy("Address or name of the category. Never empty."),
    "source_title": gettext_lazy("What the source is called."),
    "source_url": gettext_lazy("Address of the source."),
    "legal_basis": gettext_lazy("The regulation it rests on."),
    "availability": gettext_lazy("How the data can be had; empty, or one of: %(choices)s."),
    "unavailable_reason": gettext_lazy(
        "Why the data are not available and what comes nearest; needed with “unavailable”."
    ),
    "audience": gettext_lazy("For whom: one of %(choices)s. Empty: it stays as it is."),
    "team": gettext_lazy("Name of the team responsible, or empty."),
    "subject": gettext_lazy("Address or name of the release series it depends on, or empty."),
    "reference_until": gettext_lazy(
        "The day its reference period ends, YYYY-MM-DD or DD/MM/YYYY; needed with a series."
    ),
    "when_overtaken": gettext_lazy(
        "Once newer data are due: one of %(choices)s. Empty: it stays as it is."
    ),
    "review_on": gettext_lazy("Review by this day, YYYY-MM-DD or DD/MM/YYYY. Never empty."),
    "confirm_with_office": gettext_lazy(
        "ya or tidak: it rests on a fact nobody has confirmed yet. Empty: it stays as it is."
    ),
    "needs_region": gettext_lazy("ya or tidak: it needs a region. Empty: it stays as it is."),
    "needs_year": gettext_lazy("ya or tidak: it needs a year. Empty: it stays as it is."),
    "follow_up": gettext_lazy("Asked back when the region or the year is missing."),
    "link_template": gettext_lazy("A search link with {wilayah} and {tahun}."),
    "examples": gettext_lazy("Questions as people type them, one a line within the cell."),
    "counterexamples": gettext_lazy(
        "Questions that look alike and for which it is wrong, one a line within the cell."
    ),
    "rules": gettext_lazy(
        "Keyword rules, one a line: lift | all: a, b | any: c | none: d | category: address. "
        "The first word is lift, block or require; “not category:” means everywhere but there."
    ),
}
_CHOICES = {"availability": Availability, "audience": Audience, "when_overtaken": Overtaken}


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file."""

    suffix: str
    content_type: str
    write: Callable[[Iterable[tuple[str, Content]]], bytes]


def file_name(form: Form) -> str:
    """What a file written today is called."""
    return f"tanyadata-jawaban-{moment.today().isoformat()}.{form.suffix}"


def written(form: Form) -> bytes:
    """All answers as they are in force, or drafted where none ever was, as a file.

    Raises RefusedError when one of them does not fit into a file of this form.
    """
    answers = Answer.objects.select_related("category", "subject", "team")
    answers = answers.prefetch_related("phrasings", "rules__category").order_by("slug")
    return form.write((answer.slug, editing.content_of(answer)) for answer in answers)


def _csv(rows: Iterable[tuple[str, Content]]) -> bytes:
    cells = (tabular.cells_of(content) | {"slug": slug} for slug, content in rows)
    return tables.csv_file(tabular.COLUMNS, cells)


def _jsonl(rows: Iterable[tuple[str, Content]]) -> bytes:
    lines = [json.dumps({"slug": slug} | content, ensure_ascii=False) for slug, content in rows]
    return "".join(f"{line}\n" for line in lines).encode()


def _xlsx(rows: Iterable[tuple[str, Content]]) -> bytes:
    target = io.BytesIO()
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(target, options) as book:
        bold = book.add_format({"bold": True})
        # Cells that are texts stay what is typed: a spreadsheet turns nothing into a number.
        text = book.add_format({"num_format": "@", "valign": "top"})
        sheet = book.add_worksheet("Jawaban")
        sheet.set_column(0, len(tabular.COLUMNS) - 1, 24, text)
        sheet.freeze_panes(1, 0)
        _write_row(sheet, 0, tabular.COLUMNS, bold)
        for number, (slug, content) in enumerate(rows, 1):
            _write_row(sheet, number, _fitting(slug, _guarded_row(slug, content)), text)
        _explain(book.add_worksheet("Petunjuk"), bold)
    return target.getvalue()


def _explain(sheet: Any, bold: Any) -> None:
    """The second sheet: what each column means. The file is for the whole office, so it speaks the
    office's language, whoever fetched it."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    sheet.freeze_panes(1, 0)
    with translation.override("id"):
        _write_row(sheet, 0, (_("Column"), _("Meaning")), bold)
        for number, column in enumerate(tabular.COLUMNS, 1):
            _write_row(sheet, number, (column, explained(column)), None)


def explained(column: str) -> str:
    """What the column means, for those who fill it in."""
    text = str(_EXPLAINED[column])
    if column in _CHOICES:
        return text % {"choices": ", ".join(_CHOICES[column].values)}
    return text


def _write_row(sheet: Any, number: int, cells: Iterable[str], form: Any) -> None:
    for column, cell in enumerate(cells):
        sheet.write_string(number, column, cell, form)


def _guarded_row(slug: str, content: Content) -> list[str]:
    cells = tabular.cells_of(content) | {"slug": slug}
    return [tables.guarded(cells[column]) for column in tabular.COLUMNS]


def _fitting(slug: str, cells: list[str]) -> list[str]:
    """The cells. A longer one would be cut without a word, and the rest lost at the import."""
    for column, cell in zip(tabular.COLUMNS, cells, strict=True):
        if len(cell) > _LONGEST_CELL:
            message = _("The %(column)s of “%(slug)s” do not fit into a cell; please use JSONL.")
            raise RefusedError(Fault(message % {"column": column, "slug": slug}))
    return cells


FORMS = {
    "csv": Form("csv", "text/csv; charset=utf-8", _csv),
    "xlsx": Form(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx
    ),
    "jsonl": Form("jsonl", "application/jsonl; charset=utf-8", _jsonl),
}
