"""Tables that people edit in a spreadsheet and send: their cells, what can be wrong with them."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

# A row's cells by their column: texts with plain line ends.
Cells = dict[str, str]

YES, NO = "ya", "tidak"

# What a spreadsheet would take for a formula, and what already is such a text made harmless: with
# the apostrophes counted in, taking exactly one off again is right for every text.
_FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r\n]")
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
