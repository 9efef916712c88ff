"""Reads a table, a CSV file or a workbook, into rows of cells."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.escape import unescape

from pages.tables import Cells, Fault, RefusedError, flag_cell, plain_ends, unguarded

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
_MOST_UNPACKED = 50 * 1024 * 1024
# A workbook may claim more, which would be read as that many empty cells.
_LAST_ROW, _LAST_COLUMN = 1_048_576, 64
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file, as its program counts lines, with the cells it has."""

    line: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that could be read, and what is wrong with the others."""

    rows: list[Row]
    faults: list[Fault]

    def check_size(self) -> None:
        """Raises RefusedError when no more rows are taken."""
        if len(self.rows) + len(self.faults) >= MOST_ROWS:
            raise _refused(_("There are more than %(most)d rows.") % {"most": MOST_ROWS})


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns a table may have and must have, and what reads it as JSON lines, if anything."""

    columns: Sequence[str]
    required: Sequence[str]
    read_objects: Callable[[str], Table] | None = None

    def known(self, names: Iterable[str]) -> set[str]:
        """Those of the names that are columns."""
        return {_name(name) for name in names} & set(self.columns)

    def missing(self, names: Iterable[str], line: int) -> list[Fault]:
        """A fault for each required column that is not among the names."""
        missing = [column for column in self.required if column not in names]
        return [Fault(_("The column is missing."), line, column) for column in missing]


def read(data: bytes, layout: Layout) -> Table:
    """The rows of a CSV or XLSX file, or one of JSON lines; which it is, its content tells.

    Raises RefusedError when it is none of them, has no rows or too many, or lacks columns.
    """
    if len(data) > MOST_BYTES:
        raise too_large()
    if data.startswith(b"PK"):
        table = _table(_workbook(data), layout, ragged=True)
    else:
        text = _decoded(data)
        if not text.strip():
            raise _refused(_("The file is empty."))
        if layout.read_objects and text.lstrip().startswith("{"):
            table = layout.read_objects(text)
        else:
            table = _table(_separated(text, layout), layout, ragged=False)
    if not table.rows and not table.faults:
        raise _refused(_("The file holds no rows."))
    return table


def too_large() -> RefusedError:
    """What is said to a file of more than MOST_BYTES."""
    return _refused(_("The file is larger than %(most)d MB.") % {"most": MOST_BYTES >> 20})


def _refused(message: str, line: int = 0) -> RefusedError:
    return RefusedError(Fault(message, line))


def _decoded(data: bytes) -> str:
    if data.startswith(_OLD_EXCEL):
        raise _refused(_("This is an old Excel file (.xls). Please save it as .xlsx."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("This is neither a workbook (.xlsx) nor text in UTF-8. Save as “CSV UTF-8”.")
        raise _refused(message) from error


def _workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet, numbered."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            message = _("Unpacked, the workbook is larger than %(most)d MB.")
            raise _refused(message % {"most": _MOST_UNPACKED >> 20})
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        bounds = {"max_row": _LAST_ROW, "max_col": _LAST_COLUMN, "values_only": True}
        for line, values in enumerate(book.worksheets[0].iter_rows(**bounds), 1):
            yield line, [_text(value) for value in values]
    except RefusedError:
        raise
    except Exception as error:  # a damaged workbook fails in whatever way its damage makes it
        raise _refused(_("This file cannot be read as a workbook (.xlsx).")) from error


def _text(value: Any) -> str:
    """A workbook's value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _unescaped(value)
    if isinstance(value, bool):
        return flag_cell(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _unescaped(text: str) -> str:
    """The text with "_x000D_" and the like, which openpyxl leaves as they are, read; except where
    they stand for half a character, which no database takes."""
    found = unescape(text)
    try:
        found.encode()
    except UnicodeEncodeError:
        return text
    return found


def _separated(text: str, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file, numbered as a spreadsheet shows them."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text, layout), strict=True
    )
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        message = _("The table cannot be read on from here (%(reason)s).") % {"reason": error}
        raise _refused(message, reader.line_num) from error


def _delimiter(text: str, layout: Layout) -> str:
    """The one that makes most columns of the first line."""
    first = text.lstrip().splitlines()[0]
    return max(",;\t", key=lambda one: len(layout.known(first.replace('"', "").split(one))))


def _name(cell: str) -> str:
    return cell.strip().lower()


def _table(records: Iterable[tuple[int, list[str]]], layout: Layout, *, ragged: bool) -> Table:
    """The rows below a header. In a `ragged` table, rows may be shorter than the header."""
    filled = ((line, cells) for line, cells in records if any(map(str.strip, cells)))
    line, header = next(filled, (0, []))
    if not header:
        raise _refused(_("The file is empty."))
    names = [_name(cell) for cell in header]
    while not names[-1]:
        names.pop()
    _check_header(names, line, layout)
    table = Table([], [])
    for line, cells in filled:
        table.check_size()
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(names) or (len(cells) < len(names) and not ragged):
            message = _("The line has %(cells)d cells, the header %(columns)d.")
            counts = {"cells": len(cells), "columns": len(names)}
            table.faults.append(Fault(message % counts, line))
            continue
        cells += [""] * (len(names) - len(cells))
        texts = [plain_ends(unguarded(cell)) for cell in cells]
        table.rows.append(Row(line, dict(zip(names, texts, strict=True))))
    return table


def _check_header(names: list[str], line: int, layout: Layout) -> None:
    if not layout.known(names):
        raise _refused(_("This is another table: its first line names none of the columns."))
    faults = []
    for position, name in enumerate(names):
        if name not in layout.columns:
            faults.append(Fault(_("There is no such column."), line, name or str(position + 1)))
        elif name in names[:position]:
            faults.append(Fault(_("The column is there twice."), line, name))
    faults += layout.missing(names, line)
    if faults:
        raise RefusedError(*faults)
