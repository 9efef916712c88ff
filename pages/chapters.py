"""The chapters of the curator's manual: Markdown files, in the order of their names."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "manual" / "kurator"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the manual: its address, its title (the first line), and the text beneath."""

    slug: str
    title: str
    text: str


@cache
def manual_chapters(language: str) -> tuple[Chapter, ...]:
    """The chapters in this language ("id" or "en"), read once per process."""
    return tuple(_chapter(path) for path in sorted((_FOLDER / language).glob("*.md")))


def _chapter(path: Path) -> Chapter:
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    return Chapter(path.stem.partition("-")[2], title.removeprefix("# ").strip(), text)
