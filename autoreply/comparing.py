"""What changed between two versions of an answer, readable."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from autoreply.editing import Content
from autoreply.models import Answer, KeywordRule
from forum.editing import Piece, compare

_LISTS = ("examples", "counterexamples", "rules")
_NAMES: dict[str, Promise | str] = {
    "examples": gettext_lazy("example questions"),
    "counterexamples": gettext_lazy("counterexamples"),
    "rules": gettext_lazy("keyword rules"),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the content that differs: a text in pieces, or a list by what came and went."""

    name: str
    pieces: Sequence[Piece] = ()
    added: Sequence[str] = ()
    removed: Sequence[str] = ()


def differences(old: Content, new: Content) -> list[FieldChange]:
    """The fields that differ, in the order of the content."""
    changes = []
    for field in new:
        before, after = old.get(field, ""), new[field]
        if before == after:
            continue
        if field in _LISTS:
            changes.append(_list_change(field, before or [], after))
        else:
            pieces = compare(shown(field, before), shown(field, after))
            changes.append(FieldChange(name_of(field), pieces))
    return changes


def name_of(field: str) -> str:
    """What the field is called on the pages."""
    if field in _NAMES:
        return str(_NAMES[field])
    label: Any = Answer._meta.get_field(field)
    return str(label.verbose_name)


def shown(field: str, value: Any) -> str:
    """A value of the content as a reader takes it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    model_field: Any = Answer._meta.get_field(field)
    return str(dict(model_field.flatchoices).get(value, value))


def rule_text(rule: Content) -> str:
    """A keyword rule in one line."""
    words = {field: rule[field] for field in ("effect", "all_of", "any_of", "none_of")}
    text = str(KeywordRule(**words))
    if not rule["category"]:
        return text
    return f"{text} ({'≠' if rule['excludes_category'] else '='} {rule['category']})"


def _list_change(field: str, old: Sequence[Any], new: Sequence[Any]) -> FieldChange:
    if field == "rules":
        old, new = [rule_text(rule) for rule in old], [rule_text(rule) for rule in new]
    return FieldChange(
        name_of(field),
        added=[row for row in new if row not in old],
        removed=[row for row in old if row not in new],
    )
