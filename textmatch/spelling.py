"""Typos repaired against the words an index knows."""

from collections.abc import Iterable
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from textmatch import tables
from textmatch.analysis import Analysis, analyse

_SHORTEST = 5
_TWO_EDITS_FROM = 9


class Speller:
    """Repairs a word that neither the wordings nor the word lists know."""

    def __init__(self, words: Iterable[str]) -> None:
        by_letter: dict[str, set[str]] = {}
        self._known = set(words)
        for word in self._known:
            if word.isalpha() and len(word) >= _SHORTEST - 1:
                by_letter.setdefault(word[0], set()).add(word)
        self._by_letter = {letter: sorted(group) for letter, group in by_letter.items()}

    def repaired(self, analysis: Analysis) -> Analysis:
        """The text read again with its typos repaired; the same when there are none."""
        words = [self._repair(word) for word in analysis.words]
        return analysis if tuple(words) == analysis.words else analyse(" ".join(words))

    def _repair(self, word: str) -> str:
        """The nearest known word with the same first letter, one edit away (two in long words)."""
        if word in self._known or len(word) < _SHORTEST or not word.isalpha() or word in _listed():
            return word
        near = process.extractOne(
            word,
            self._by_letter.get(word[0], ()),
            scorer=OSA.distance,
            score_cutoff=2 if len(word) >= _TWO_EDITS_FROM else 1,
        )
        return near[0] if near else word


@cache
def _listed() -> frozenset[str]:
    """Words of the word lists: spelled as they should be, whether an index knows them or not."""
    formal = {word for meaning in tables.slang().values() for word in meaning}
    phrases = [p for group in tables.synonyms().values() for p in group]
    phrases += [p for name, others in tables.regions().values() for p in (name.lower(), *others)]
    spoken = {word for phrase in phrases for word in phrase.split()}
    return frozenset(formal | spoken | set(tables.stems()) | tables.stop_words() | tables.filler())
