"""Checks a row of a table of answers with the forms in which answers are written, and makes the
content of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Team
from autoreply import editing, slugs, tabular
from autoreply.answer_form import AnswerForm, RuleForm
from autoreply.editing import Content
from forum.models import Category
from pages import tables
from pages.tables import Cells
from releases.models import Subject

# The column, and what is wrong there.
Wrong = tuple[str, str]

LONGEST_SLUG = 70
_MOST_RULES = 30
# An empty cell cannot be meant for these: the value stays as it is.
_KEPT_WHEN_EMPTY = (*editing.FLAGS, "audience", "when_overtaken")
_CHOSEN = ("availability", "audience", "when_overtaken")
_YES = frozenset(("ya", "yes", "true", "1"))
_NO = frozenset(("tidak", "no", "false", "0"))


@dataclass(frozen=True, slots=True)
class Names:
    """What a cell may name, per column: by address or name, whatever the case, its key and what
    content calls it."""

    known: dict[str, dict[str, tuple[int, str]]]

    @classmethod
    def load(cls) -> "Names":
        """The names as they are now."""
        teams = {name.casefold(): (pk, name) for pk, name in Team.objects.values_list("pk", "name")}
        return cls(
            {
                "category": _by_name_and_slug(Category.objects.all()),
                "subject": _by_name_and_slug(Subject.objects.all()),
                "team": teams,
            }
        )

    def named(self, column: str, cell: str) -> str:
        """What content calls the one named. Raises ValueError, with what to show, for nobody."""
        found = self.known[column].get(cell.strip().casefold())
        if found is None:
            raise ValueError(_("“%(name)s” is not known here.") % {"name": cell.strip()})
        return found[1]

    def key(self, column: str, name: str) -> int | None:
        """The key of the one content calls so."""
        found = self.known[column].get(name.casefold())
        return found[0] if found else None


def _by_name_and_slug(rows: QuerySet[Any]) -> dict[str, tuple[int, str]]:
    values = list(rows.values_list("pk", "slug", "name"))
    by_name = {name.casefold(): (pk, slug) for pk, slug, name in values}
    return by_name | {slug.casefold(): (pk, slug) for pk, slug, name in values}


def settled(cells: Cells, base: Cells, names: Names) -> tuple[Cells, list[Wrong]]:
    """The cells that say something else than those of `base`, in the words of content, and what
    is wrong with them."""
    said: Cells = {}
    wrong: list[Wrong] = []
    for column, cell in cells.items():
        if column == "slug" or (column in _KEPT_WHEN_EMPTY and not cell.strip()):
            continue
        if column in base and same(column, cell, base[column]):
            continue
        try:
            settled_cell = _settled(column, cell, names)
        except ValueError as error:
            wrong.append((column, str(error)))
            continue
        if column not in base or not same(column, settled_cell, base[column]):
            said[column] = settled_cell
    return said, wrong


def slug_fault(slug: str) -> str:
    """What is wrong with the address of a new answer; "" for nothing."""
    if slug in slugs.OTHER_PAGES:
        return _("This is the address of another page.")
    if slugify(slug)[:LONGEST_SLUG].strip("-") == slug:
        return ""
    message = _("A new address has up to %(most)d small letters, digits and hyphens.")
    return message % {"most": LONGEST_SLUG}


def content_from(cells: Cells, names: Names) -> tuple[Content, list[Wrong]]:
    """The content of a row whose cells are `settled`, or what is wrong with it."""
    rules, wrong = _rules(cells["rules"], names)
    form = AnswerForm(_data(cells, names))
    if form.is_valid() and not wrong:
        return form.content(rules), []
    for field, messages in form.errors.items():
        wrong += [("" if field == "__all__" else field, str(message)) for message in messages]
    return {}, wrong


def _settled(column: str, cell: str, names: Names) -> str:
    """A cell in the words of content. Raises ValueError, with what to show, for one that says
    nothing in its column."""
    if column in editing.FLAGS:
        return _flag(cell)
    if not cell.strip():
        return ""
    if column in editing.DATES:
        return tables.day_from(cell).isoformat()
    if column in tabular.NAMED:
        return names.named(column, cell)
    if column in _CHOSEN:
        return cell.strip().lower()
    return cell


def _flag(cell: str) -> str:
    word = cell.strip().lower()
    if word not in _YES | _NO:
        raise ValueError(_("Please write ya or tidak, not “%(word)s”.") % {"word": cell})
    return tables.flag_cell(word in _YES)


def same(column: str, cell: str, other: str) -> bool:
    """Whether two cells say the same: the order of a list and blanks around a text do not count."""
    if column in tabular.LINES:
        return _line_set(cell) == _line_set(other)
    return cell.strip() == other.strip()


def _line_set(cell: str) -> set[str]:
    return {" ".join(line.split()) for line in cell.split("\n")} - {""}


def _data(cells: Cells, names: Names) -> dict[str, Any]:
    """The cells as the form is sent."""
    keys = {column: names.key(column, cells[column]) for column in tabular.NAMED}
    flags = {column: cells[column] == tables.YES for column in editing.FLAGS}
    return {**cells, **keys, **flags}


def _rules(cell: str, names: Names) -> tuple[list[Content], list[Wrong]]:
    rules: list[Content] = []
    wrong: list[Wrong] = []
    lines = [line for line in cell.split("\n") if line.strip()]
    if len(lines) > _MOST_RULES:
        wrong.append(("rules", _("There may be %(most)d at most.") % {"most": _MOST_RULES}))
    for number, line in enumerate(lines, 1):
        try:
            form = RuleForm(_rule_data(tabular.rule_from(line), names))
        except ValueError as error:
            wrong += _rule_faults(number, [str(error)])
            continue
        if form.is_valid():
            rules.append(editing.rule_content(form.instance))
        for messages in form.errors.values():
            wrong += _rule_faults(number, [str(message) for message in messages])
    return rules, wrong


def _rule_data(rule: Content, names: Names) -> dict[str, Any]:
    if rule["category"]:
        slug = names.named("category", rule["category"])
        return rule | {"category": names.key("category", slug)}
    return rule


def _rule_faults(number: int, messages: Iterable[str]) -> list[Wrong]:
    place = {"number": number}
    return [
        ("rules", _("rule %(number)d: %(message)s") % (place | {"message": message}))
        for message in messages
    ]
