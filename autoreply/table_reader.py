"""Reads a file of curated answers, whatever its form, into rows of cells."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.escape import unescape

from autoreply import editing, tabular
from autoreply.tabular import Cells, Fault, RefusedError

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


def read(data: bytes) -> Table:
    """The rows of a CSV, XLSX or JSONL file; which it is, its content tells.

    Raises RefusedError when it is none of them, has no rows or too many, or lacks columns.
    """
    if len(data) > MOST_BYTES:
        raise too_large()
    if data.startswith(b"PK"):
        table = _table(_workbook(data), ragged=True)
    else:
        text = _decoded(data)
        if not text.strip():
            raise _refused(_("The file is empty."))
        is_json = text.lstrip().startswith("{")
        table = _objects(text) if is_json else _table(_separated(text), ragged=False)
    if not table.rows and not table.faults:
        raise _refused(_("The file holds no answers."))
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
        return tabular.flag_cell(value)
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


def _separated(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file, numbered as a spreadsheet shows them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        message = _("The table cannot be read on from here (%(reason)s).") % {"reason": error}
        raise _refused(message, reader.line_num) from error


def _delimiter(text: str) -> str:
    """The one that makes most columns of the first line."""
    first = text.lstrip().splitlines()[0]
    return max(",;\t", key=lambda one: len(_known(first.replace('"', "").split(one))))


def _known(names: Iterable[str]) -> set[str]:
    return {_name(name) for name in names} & set(tabular.COLUMNS)


def _name(cell: str) -> str:
    return cell.strip().lower()


def _table(records: Iterable[tuple[int, list[str]]], *, ragged: bool) -> Table:
    """The rows below a header. In a `ragged` table, rows may be shorter than the header."""
    filled = ((line, cells) for line, cells in records if any(map(str.strip, cells)))
    line, header = next(filled, (0, []))
    if not header:
        raise _refused(_("The file is empty."))
    names = [_name(cell) for cell in header]
    while not names[-1]:
        names.pop()
    _check_header(names, line)
    table = Table([], [])
    for line, cells in filled:
        _check_size(table)
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(names) or (len(cells) < len(names) and not ragged):
            message = _("The line has %(cells)d cells, the header %(columns)d.")
            counts = {"cells": len(cells), "columns": len(names)}
            table.faults.append(Fault(message % counts, line))
            continue
        cells += [""] * (len(names) - len(cells))
        texts = [tabular.plain_ends(tabular.unguarded(cell)) for cell in cells]
        table.rows.append(Row(line, dict(zip(names, texts, strict=True))))
    return table


def _check_header(names: list[str], line: int) -> None:
    if not _known(names):
        raise _refused(_("This is no table of answers: its first line names none of the columns."))
    faults = []
    for position, name in enumerate(names):
        if name not in tabular.COLUMNS:
            faults.append(Fault(_("There is no such column."), line, name or str(position + 1)))
        elif name in names[:position]:
            faults.append(Fault(_("The column is there twice."), line, name))
    faults += _missing(names, line)
    if faults:
        raise RefusedError(*faults)


def _missing(names: Iterable[str], line: int) -> list[Fault]:
    missing = [column for column in tabular.REQUIRED if column not in names]
    return [Fault(_("The column is missing."), line, column) for column in missing]


def _check_size(table: Table) -> None:
    if len(table.rows) + len(table.faults) >= MOST_ROWS:
        raise _refused(_("There are more than %(most)d answers.") % {"most": MOST_ROWS})


def _objects(text: str) -> Table:
    """The rows of a JSONL file."""
    table = Table([], [])
    for line, source in enumerate(text.split("\n"), 1):
        if not source.strip():
            continue
        _check_size(table)
        try:
            row = json.loads(source)
            # Half a character, which no database takes, can be written in JSON.
            json.dumps(row, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            table.faults.append(Fault(_("This cannot be read as a JSON object."), line))
            continue
        cells, faults = _object(row, line)
        table.faults.extend(faults)
        if not faults:
            table.rows.append(Row(line, cells))
    return table


def _object(row: dict[str, Any], line: int) -> tuple[Cells, list[Fault]]:
    cells, faults = {}, _missing(row, line)
    for column, value in row.items():
        if column not in tabular.COLUMNS:
            faults.append(Fault(_("There is no such column."), line, column))
            continue
        try:
            cells[column] = tabular.plain_ends(_cell(column, value))
        except (TypeError, KeyError, AttributeError):
            faults.append(Fault(_("The value is of the wrong kind."), line, column))
    return cells, faults


def _cell(column: str, value: Any) -> str:
    """A value of the content as a cell. Raises TypeError, KeyError or AttributeError for one of
    the wrong kind."""
    if column in tabular.LINES and not isinstance(value, list):
        raise TypeError(column)
    if column == "rules":
        return "\n".join(tabular.rule_line(rule) for rule in value)
    if column in tabular.LINES:
        return "\n".join(value)
    if column in editing.FLAGS and isinstance(value, bool):
        return tabular.flag_cell(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(column)
    return value
