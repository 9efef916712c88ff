"""From text to plain words: Unicode, case, punctuation, doubled letters, slang."""

import re
import unicodedata
from functools import lru_cache

from textmatch import tables

# A question is a line or two; what comes after this many characters is not read.
MOST_CHARACTERS = 4_000
_LONGEST_WORD = 40

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_INNER_MARK = re.compile(r"(?<=[^\W\d_])['’`](?=[^\W\d_])")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_REDUPLICATED = re.compile(r"^([^\W\d_]{3,})2(?:an|nya)?$")
_YEAR_BESIDE_LETTERS = re.compile(r"^(?:([^\W\d_]{2,}?))?((?:19|20)\d\d)(?:an|nya|an2)?$")
_YEAR = re.compile(r"^(?:19[4-9]\d|20\d\d)$")


def is_year(word: str) -> bool:
    """Whether the word is a year that data may be about (1940 to 2099)."""
    return bool(_YEAR.match(word))


def words(text: str) -> list[str]:
    """The words of a text in standard spelling, in order; at most `MOST_CHARACTERS` are read.

    Slang is written out ("brp jml pddk" becomes berapa jumlah penduduk), "data2" and "data-data"
    become data, "thn2024" becomes tahun 2024. Never raises.
    """
    plain = _plain(text)
    result: list[str] = []
    for match in _WORD.finditer(plain):
        for word in _spelled(match.group()):
            doubled = result and result[-1] == word and plain[match.start() - 1] == "-"
            if not doubled:
                result.append(word)
    return result


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]).casefold()
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _INNER_MARK.sub("", text)


@lru_cache(maxsize=50_000)
def _spelled(word: str) -> tuple[str, ...]:
    word = word[:_LONGEST_WORD]
    if word in tables.protected():
        return (word,)
    word = _STRETCHED.sub(r"\1", word)
    known = tables.slang().get(word)
    if known:
        return known
    reduplicated = _REDUPLICATED.match(word)
    if reduplicated:
        return _spelled(reduplicated.group(1))
    year = _YEAR_BESIDE_LETTERS.match(word)
    if year and year.group(0) != year.group(2):
        prefix = year.group(1)
        return (*(_spelled(prefix) if prefix else ()), year.group(2))
    return (word,)
