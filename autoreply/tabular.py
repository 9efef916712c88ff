"""A curated answer as one row of a table: what each of its cells says.

Cells are texts with plain line ends. A list has one entry a line; a keyword rule is one line, as
`rule_line` writes it.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from autoreply import editing
from autoreply.editing import Content

Cells = dict[str, str]

COLUMNS = (
    "slug",
    "question",
    "body",
    "category",
    "source_title",
    "source_url",
    "legal_basis",
    "availability",
    "unavailable_reason",
    "audience",
    "team",
    "subject",
    "reference_until",
    "when_overtaken",
    "review_on",
    "confirm_with_office",
    "needs_region",
    "needs_year",
    "follow_up",
    "link_template",
    "examples",
    "counterexamples",
    "rules",
)
REQUIRED = ("question", "body", "category", "review_on")
NAMED = ("category", "subject", "team")
LINES = ("examples", "counterexamples", "rules")
YES, NO = "ya", "tidak"

# What a spreadsheet would take for a formula, and what already is such a text made harmless: with
# the apostrophes counted in, taking exactly one off again is right for every text.
_FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")

_WORDS = {"all": "all_of", "any": "any_of", "none": "none_of"}
_PART = re.compile(r"(?:[^|\\]|\\.?)+")
_ESCAPED = re.compile(r"\\(.)")


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


def cells_of(content: Content) -> Cells:
    """The content as cells, without the answer's address."""
    return {
        **{field: plain_ends(content[field]) for field in (*editing.TEXTS, *NAMED)},
        **{field: flag_cell(content[field]) for field in editing.FLAGS},
        **{field: content[field] for field in editing.DATES},
        "examples": plain_ends("\n".join(content["examples"])),
        "counterexamples": plain_ends("\n".join(content["counterexamples"])),
        "rules": "\n".join(rule_line(rule) for rule in content["rules"]),
    }


def flag_cell(flag: bool) -> str:
    """Yes or no as a cell has it."""
    return YES if flag else NO


def plain_ends(text: str) -> str:
    """The text with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def rule_line(rule: Content) -> str:
    """A keyword rule as a line: `lift | all: a, b | any: c | none: d | not category: slug`.

    In its words `\\|`, `\\\\` and `\\n` stand for a bar, a backslash and a line end.
    """
    parts = [rule["effect"]]
    parts += [f"{name}: {_escape(rule[field])}" for name, field in _WORDS.items() if rule[field]]
    if rule["category"]:
        name = "not category" if rule["excludes_category"] else "category"
        parts.append(f"{name}: {rule['category']}")
    return " | ".join(parts)


def rule_from(line: str) -> Content:
    """The keyword rule of a line, its words not checked yet. Raises ValueError, with what is wrong
    to show, for a line of another form."""
    effect, *parts = [part.strip() for part in _PART.findall(line)] or [""]
    rule: Content = dict.fromkeys(editing.RULE_WORDS, "")
    rule |= {"effect": effect.lower(), "category": "", "excludes_category": False}
    for part in parts:
        name, colon, value = part.partition(":")
        name, value = " ".join(name.lower().split()), _unescape(value.strip())
        if colon and name in _WORDS:
            rule[_WORDS[name]] = value
        elif colon and name in ("category", "not category"):
            rule |= {"category": value, "excludes_category": name == "not category"}
        else:
            raise ValueError(_("“%(part)s” is no part of a rule.") % {"part": part})
    return rule


def guarded(cell: str) -> str:
    """The cell as a spreadsheet file keeps it: never a formula."""
    return f"'{cell}" if _FORMULA_LIKE.match(cell) else cell


def unguarded(cell: str) -> str:
    """What was `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _escape(words: str) -> str:
    escaped = plain_ends(words).replace("\\", r"\\").replace("|", r"\|")
    return escaped.replace("\n", r"\n")


def _unescape(words: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], words)
