"""The word lists in `data/`, read once. Their formats stand in each file's first lines."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def _lines(name: str) -> Iterator[str]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def slang() -> dict[str, tuple[str, ...]]:
    """Informal word -> the words it stands for."""
    table = {}
    for line in _lines("slang.txt"):
        formal, informal = line.split(":", 1)
        meaning = tuple(formal.replace("-", " ").split())
        table.update(dict.fromkeys(informal.split(), meaning))
    return {word: meaning for word, meaning in table.items() if word not in protected()}


@cache
def protected() -> frozenset[str]:
    """The office's abbreviations: never slang, never stemmed, never a typo."""
    return _words("protected.txt")


@cache
def filler() -> frozenset[str]:
    """Words of politeness."""
    return _words("filler.txt")


@cache
def stop_words() -> frozenset[str]:
    """Words without a subject of their own."""
    return _words("stopwords.txt")


@cache
def stems() -> dict[str, str]:
    """Word -> stem, where the stemmer errs."""
    pairs = (line.split(":", 1) for line in _lines("stems.txt"))
    return {word.strip(): stem.strip() for word, stem in pairs}


@cache
def regions() -> dict[str, tuple[str, tuple[str, ...]]]:
    """BPS code -> (name, other names)."""
    rows = ([part.strip() for part in line.split("|")] for line in _lines("regions.txt"))
    return {
        code: (name, tuple(n.strip() for n in others.split(";"))) for code, name, others in rows
    }


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """The office's word for a thing -> phrases that mean it."""
    pairs = (line.split(":", 1) for line in _lines("synonyms.txt"))
    return {word.strip(): tuple(p.strip() for p in rest.split(";")) for word, rest in pairs}
