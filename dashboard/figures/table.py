"""The rows behind a figure, as a file for a spreadsheet: what it says of itself, then the rows."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.figures.figure import Breakdown, Figure
from dashboard.figures.reading import read
from dashboard.figures.scope import Scope
from dashboard.figures.showing import shown
from dashboard.figures.sources import Column
from pages.tables import guarded
from pages.templatetags.pages_tags import wib

_AT_ONCE = 2_000
_LONGEST_CELL = 32_767
_MOMENT = "%Y-%m-%d %H:%M:%S"

Fact = tuple[str, str]
Cell = str | int | float | bool | datetime | None


@dataclass(frozen=True, slots=True)
class Table:
    """A figure with its rows: `facts` say what it is, of when, and of what."""

    facts: list[Fact]
    columns: list[Column]
    rows: Iterable[list[Cell]]

    @classmethod
    def of(cls, facts: list[Fact], columns: list[Column], rows: Iterable[Any]) -> "Table":
        """A table of these rows; each cell is read when its row is written."""
        return cls(facts, columns, ([_cell(column.of(row)) for column in columns] for row in rows))


def table(figure: Figure | Breakdown, scope: Scope, said: Iterable[Fact], part: str = "") -> Table:
    """The table of one figure. `said`: the filters in use, in words; `part`: only these rows."""
    rows = figure.rows(scope, part)
    value = rows.count() if part or isinstance(figure, Breakdown) else _value(figure, scope)
    facts = [
        (_("Figure"), str(figure.name)),
        (_("Value"), str(value)),
        (_("Definition"), str(figure.definition)),
        (_("Period"), str(scope.period)),
        *(said if figure.source.narrowable else ()),
        (_("Data as of"), wib(scope.now)),
    ]
    if part:
        facts.insert(1, (_("Part"), label_of(figure, scope, part)))
    ordered = rows.order_by(figure.source.moment, "pk")
    loaded = figure.source.shown(ordered).iterator(chunk_size=_AT_ONCE)
    return Table.of(facts, figure.columns(scope), loaded)


def label_of(figure: Figure | Breakdown, scope: Scope, part: str) -> str:
    """What the part is called; its key where nothing is in it."""
    if not isinstance(figure, Breakdown):
        return part
    key = figure.key_of(part)
    return str(figure.labels(scope, [key]).get(key, part))


def _value(figure: Figure | Breakdown, scope: Scope) -> str:
    assert isinstance(figure, Figure)  # noqa: S101 - a breakdown has its rows counted
    now, _before = read([figure], scope)
    return shown(now[figure.slug].number, figure.unit)


def _cell(value: object) -> Cell:
    """What a file can hold: numbers as such, moments in the office's time, all else as text."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)


def _csv(source: Table) -> bytes:
    # Excel takes a file for UTF-8 only when a byte order mark stands before it.
    target = io.StringIO("\ufeff", newline="")
    target.seek(0, io.SEEK_END)
    writer = csv.writer(target)
    writer.writerows([guarded(name), guarded(text)] for name, text in source.facts)
    writer.writerow([])
    writer.writerow(str(column.name) for column in source.columns)
    writer.writerows([_plain(cell) for cell in row] for row in source.rows)
    return target.getvalue().encode()


def _plain(cell: Cell) -> str | int | float:
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, datetime):
        return cell.strftime(_MOMENT)
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else cell


def _xlsx(source: Table) -> bytes:
    target = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_urls": False,
        "strings_to_formulas": False,
        "default_date_format": "yyyy-mm-dd hh:mm:ss",
    }
    with xlsxwriter.Workbook(target, options) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        about = book.add_worksheet(_("About"))
        about.set_column(0, 0, 18)
        about.set_column(1, 1, 90)
        for number, (name, text) in enumerate(source.facts):
            about.write_string(number, 0, name, bold)
            about.write_string(number, 1, text, wrapped)
        _fill(book.add_worksheet(_("Rows")), source, bold)
    return target.getvalue()


def _fill(sheet: Any, source: Table, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(source.columns) - 1, 20)
    for place, column in enumerate(source.columns):
        sheet.write_string(0, place, str(column.name), bold)
    for number, row in enumerate(source.rows, 1):
        for place, cell in enumerate(row):
            _write(sheet, number, place, cell)


def _write(sheet: Any, number: int, place: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        sheet.write_number(number, place, int(cell))
    elif isinstance(cell, datetime):
        sheet.write_datetime(number, place, cell)
    elif isinstance(cell, str):
        sheet.write_string(number, place, cell[:_LONGEST_CELL])
    elif cell is not None:
        sheet.write_number(number, place, cell)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file."""

    suffix: str
    content_type: str
    write: Callable[[Table], bytes]


FORMS = {
    "csv": Form("csv", "text/csv; charset=utf-8", _csv),
    "xlsx": Form(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx
    ),
}
