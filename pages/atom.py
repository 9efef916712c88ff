"""Atom feeds of what people wrote."""

import re
from typing import Any

from django.utils.feedgenerator import Atom1Feed

# Word processors leave some of these in what is pasted; XML has no way to write them.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class AtomFeed(Atom1Feed):
    """An Atom feed that no character somebody typed can break for everybody."""

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **_writable(fields))

    def add_item(self, *args: Any, **fields: Any) -> None:
        super().add_item(*args, **_writable(fields))


def _writable(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields without the characters that XML cannot hold."""
    return {name: _cleaned(value) for name, value in fields.items()}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _UNWRITABLE.sub(" ", value)
    return [_cleaned(one) for one in value] if isinstance(value, (list, tuple)) else value
