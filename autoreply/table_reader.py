"""Reads a file of curated answers, whatever its form, into rows of cells."""

import json
from typing import Any

from django.utils.translation import gettext as _

from autoreply import editing, tabular
from pages import table_reader
from pages.table_reader import Layout, Row, Table
from pages.tables import Cells, Fault, flag_cell, plain_ends


def read(data: bytes) -> Table:
    """The rows of a CSV, XLSX or JSONL file. Raises RefusedError, see `pages.table_reader.read`."""
    return table_reader.read(data, LAYOUT)


def _objects(text: str) -> Table:
    """The rows of a JSONL file."""
    table = Table([], [])
    for line, source in enumerate(text.split("\n"), 1):
        if not source.strip():
            continue
        table.check_size()
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
    cells, faults = {}, LAYOUT.missing(row, line)
    for column, value in row.items():
        if column not in tabular.COLUMNS:
            faults.append(Fault(_("There is no such column."), line, column))
            continue
        try:
            cells[column] = plain_ends(_cell(column, value))
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
        return flag_cell(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(column)
    return value


LAYOUT = Layout(tabular.COLUMNS, tabular.REQUIRED, _objects)
