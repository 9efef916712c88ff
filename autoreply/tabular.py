"""A curated answer as one row of a table: what each of its cells says.

Cells are texts with plain line ends. A list has one entry a line; a keyword rule is one line, as
`rule_line` writes it.
"""

import re

from django.utils.translation import gettext as _

from autoreply import editing
from autoreply.editing import Content
from pages.tables import Cells, flag_cell, plain_ends

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

_WORDS = {"all": "all_of", "any": "any_of", "none": "none_of"}
_PART = re.compile(r"(?:[^|\\]|\\.?)+")
_ESCAPED = re.compile(r"\\(.)")


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


def _escape(words: str) -> str:
    escaped = plain_ends(words).replace("\\", r"\\").replace("|", r"\|")
    return escaped.replace("\n", r"\n")


def _unescape(words: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], words)
