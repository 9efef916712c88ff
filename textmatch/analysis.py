"""What a text says, as the matcher, the search and the duplicates read it: pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from textmatch import tables
from textmatch.stemming import stem
from textmatch.words import is_year, words

Phrases = dict[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text, read.

    `words` are all its words in standard spelling; `terms` the stems that carry its subject, with
    regions and the office's own words as one term each ("lampungselatan", "ipm"); `regions` are
    BPS codes ("1803"), `years` the years named.
    """

    words: tuple[str, ...]
    terms: tuple[str, ...]
    regions: tuple[str, ...]
    years: tuple[int, ...]


@lru_cache(maxsize=4_096)
def analyse(text: str) -> Analysis:
    """Read a text. Never raises; `analyse(" ".join(a.terms)).terms == a.terms`."""
    spelled = words(text)
    terms = _joined(_terms(spelled), _phrases())
    codes = _region_codes()
    return Analysis(
        words=tuple(spelled),
        terms=tuple(terms),
        regions=tuple(dict.fromkeys(codes[term] for term in terms if term in codes)),
        years=tuple(dict.fromkeys(int(term) for term in terms if is_year(term))),
    )


def subject(analysis: Analysis) -> tuple[str, ...]:
    """What the text asks about, whichever region and year it asks for."""
    codes = _region_codes()
    return tuple(t for t in analysis.terms if t not in codes and not is_year(t))


def is_joined(term: str) -> bool:
    """Whether the term may stand for several words, as "lampungselatan" does."""
    return term in _joined_terms()


def region_names() -> dict[str, str]:
    """BPS code -> name, of every region that is known."""
    return {code: name for code, (name, _) in tables.regions().items()}


def region_name(code: str) -> str:
    """The name of a region of `Analysis.regions`. Raises KeyError for a code that is none."""
    return tables.regions()[code][0]


def _terms(spelled: Iterable[str]) -> list[str]:
    """Stems without stop words and without politeness, unless politeness is all there is."""
    stemmed = [s for s in map(stem, spelled) if len(s) > 1 or s.isdigit()]
    telling = [term for term in stemmed if term not in tables.stop_words()]
    return [term for term in telling if term not in tables.filler()] or telling


def _joined(terms: Sequence[str], phrases: Phrases) -> list[str]:
    """`terms` with every phrase replaced by its one term, the longest phrase first."""
    result: list[str] = []
    at = 0
    while at < len(terms):
        for length in range(min(_longest_phrase(), len(terms) - at), 0, -1):
            one = phrases.get(tuple(terms[at : at + length]))
            if one is not None:
                break
        else:
            one, length = terms[at], 1
        result.append(one)
        at += length
    return result


@cache
def _phrases() -> Phrases:
    """Phrases as they look after stemming -> the term that stands for them."""
    table: Phrases = {}
    for word, others in tables.synonyms().items():
        term = "".join(word.split())
        for phrase in (word, *others):
            table[tuple(_terms(words(phrase)))] = term
    for code, (name, others) in tables.regions().items():
        for phrase in (code, name, *others):
            for kind in ("", "kabupaten ", "kota ", "provinsi "):
                table[tuple(_terms(words(kind + phrase)))] = _region_term(name)
    table.pop((), None)
    return table


@cache
def _joined_terms() -> frozenset[str]:
    return frozenset(_phrases().values())


@cache
def _longest_phrase() -> int:
    return max(map(len, _phrases()))


@cache
def _region_codes() -> dict[str, str]:
    return {_region_term(name): code for code, (name, _) in tables.regions().items()}


def _region_term(name: str) -> str:
    return name.lower().replace(" ", "")
