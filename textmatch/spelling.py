"""Typos repaired against the words an index knows."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from textmatch import tables
from textmatch.analysis import Analysis, analyse

# No shorter word is repaired to; "wrk" is work, "st" could be anything.
_SHORTEST = 4
_SHORTEST_TYPO = 3
_TWO_EDITS_FROM = 8


class Speller:
    """Repairs a word that neither the wordings nor the word lists know."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = Counter(words)
        # An everyday form of a known word ("kamu", read as anda) is mistyped as well.
        slang = tables.slang().items()
        forms = {form: min(self._known[word] for word in read) for form, read in slang}
        self._often = self._known + Counter(forms)
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._often):
            if word.isalpha() and len(word) >= _SHORTEST:
                self._by_length.setdefault(len(word), []).append(word)

    def repaired(self, analysis: Analysis) -> Analysis:
        """The text read again with its typos repaired; the same when there are none."""
        words = [self._repair(word) for word in analysis.words]
        return analysis if tuple(words) == analysis.words else analyse(" ".join(words))

    def _repair(self, word: str) -> str:
        """The nearest known word, one edit away (two in long words): rather one with the same
        first letter, which few people mistype, and rather a frequent one."""
        if word in self._known or len(word) < _SHORTEST_TYPO or not word.isalpha():
            return word
        if word in _listed():
            return word
        edits = 2 if len(word) >= _TWO_EDITS_FROM else 1
        near = [
            (distance, found[0] != word[0], -self._often[found], found)
            for length in range(len(word) - edits, len(word) + edits + 1)
            for found, distance, _ in process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=8,
            )
        ]
        return min(near)[-1] if near else word


@cache
def _listed() -> frozenset[str]:
    """Words of the word lists: spelled as they should be, whether an index knows them or not."""
    formal = {word for meaning in tables.slang().values() for word in meaning}
    phrases = [p for group in tables.synonyms().values() for p in group]
    phrases += [p for name, others in tables.regions().values() for p in (name.lower(), *others)]
    spoken = {word for phrase in phrases for word in phrase.split()}
    return frozenset(
        formal
        | spoken
        | tables.protected()
        | set(tables.stems())
        | tables.stop_words()
        | tables.filler()
    )
