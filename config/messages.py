"""Translations without GNU gettext: `python -m config.messages compile` or `... update`.

Django's makemessages and compilemessages call gettext's programs, which a small server may not
have; Babel reads and writes the same files in Python.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
CATALOG = ROOT / "locale/id/LC_MESSAGES/django.po"

_APPS = (
    "accounts",
    "autoreply",
    "chat",
    "config",
    "dashboard",
    "forum",
    "notifications",
    "notices",
    "pages",
    "releases",
    "servicedesk",
)
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def _sources() -> Iterator[tuple[str, str]]:
    """Each file that may hold strings, as Python that an extractor can read."""
    for app in _APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text()
    for pattern in ("*.html", "*.txt", "*.md"):
        for path in sorted((ROOT / "templates").rglob(pattern)):
            name = str(path.relative_to(ROOT))
            # A template is indented at will; to the extractor that is broken Python.
            lines = templatize(path.read_text(), origin=name).splitlines()
            yield name, "\n".join(re.sub(r"^\s+", "", line) for line in lines)


def extracted() -> Catalog:
    """Every string of the sources, untranslated."""
    catalog = Catalog(project="TanyaData", charset="utf-8", fuzzy=False)
    for name, source in _sources():
        for line, message, _comments, context in extract(
            "python", BytesIO(source.encode()), keywords=_KEYWORDS, options={"encoding": "utf-8"}
        ):
            catalog.add(message, locations=[(name, line)], context=context)
    return catalog


def stored() -> Catalog:
    """The Indonesian catalogue as committed."""
    with CATALOG.open("rb") as file:
        return read_po(file, locale="id")


def update() -> None:
    """Bring the catalogue up to date with the sources; new strings come untranslated."""
    catalog = stored()
    catalog.header_comment = "# The Indonesian texts of TanyaData; English is in the sources."
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with CATALOG.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, no_location=True)


def compile_catalog() -> None:
    """Write the binary catalogue that Django reads, when it is older than the text."""
    target = CATALOG.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= CATALOG.stat().st_mtime:
        return
    with target.open("wb") as file:
        write_mo(file, stored())


if __name__ == "__main__":
    {"update": update, "compile": compile_catalog}[sys.argv[1]]()
