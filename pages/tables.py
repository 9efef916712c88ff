"""Tables that people edit in a spreadsheet and send: their cells, what can be wrong with them."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

# A row's cells by their column: texts with plain line ends.
Cells = dict[str, str]

YES, NO = "ya", "tidak"

# What a spreadsheet would take for a formula, and what already is such a text made harmless: with
# the apostrophes counted in, taking exactly one off again is right for every text.
_FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r\n]")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a file: at a line (0: with all of it), in a column ("": in no one)."""

    message: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        place = {"line": self.line, "column": self.column, "message": self.message}
        if self.column:
            return _("line %(line)d, column %(column)s: %(message)s") % place
        return _("line %(line)d: %(message)s") % place if self.line else self.message


class RefusedError(Exception):
    """A file cannot be read or written, or an import cannot be: `faults` says why, all of it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = sorted(faults, key=lambda fault: fault.line)


def flag_cell(flag: bool) -> str:
    """Yes or no as a cell has it."""
    return YES if flag else NO


def plain_ends(text: str) -> str:
    """The text with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def guarded(cell: str) -> str:
    """The cell as a spreadsheet file keeps it: never a formula."""
    return f"'{cell}" if _FORMULA_LIKE.match(cell) else cell


def unguarded(cell: str) -> str:
    """What was `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def day_from(cell: str) -> date:
    """The day that a cell names. Raises ValueError, with what to show, for anything else."""
    text = cell.strip()
    try:
        found = _DAY_FIRST.fullmatch(text)
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError as error:
        message = _("“%(text)s” is no day: write YYYY-MM-DD or DD/MM/YYYY.")
        raise ValueError(message % {"text": text}) from error


def csv_file(columns: Sequence[str], rows: Iterable[Cells]) -> bytes:
    """The rows as a CSV file that spreadsheets open as it is meant, no cell being a formula."""
    # Excel takes a file for UTF-8 only when a byte order mark stands before it.
    target = io.StringIO("\ufeff", newline="")
    target.seek(0, io.SEEK_END)
    writer = csv.writer(target)
    writer.writerow(columns)
    writer.writerows([guarded(cells[column]) for column in columns] for cells in rows)
    return target.getvalue().encode()
