"""The manuals made of chapters: Markdown files, in the order of their names."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_FOLDER = Path(__file__).parent / "manual"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of a manual: its address, its title (the first line), and the text beneath."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Manual:
    """A manual for some of the staff: its address, which is also its folder, and its title."""

    slug: str
    title: str | Promise

    def chapters(self, language: str) -> tuple[Chapter, ...]:
        """The chapters in this language ("id" or "en"), read once per process."""
        return _chapters(_FOLDER / self.slug / language)


MANUALS = {
    manual.slug: manual
    for manual in (
        Manual("petugas", _("Manual for officers")),
        Manual("kurator", _("Manual for curators")),
    )
}


@cache
def _chapters(folder: Path) -> tuple[Chapter, ...]:
    return tuple(_chapter(path) for path in sorted(folder.glob("*.md")))


def _chapter(path: Path) -> Chapter:
    title, _newline, text = path.read_text(encoding="utf-8").partition("\n")
    return Chapter(path.stem.partition("-")[2], title.removeprefix("# ").strip(), text)
