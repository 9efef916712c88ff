"""Keyword rules: what a curator knows about an answer that wordings cannot say."""

from collections.abc import Sequence
from dataclasses import dataclass

from textmatch.analysis import analyse

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Keywords that, found in a question, lift or block an answer, or are required for it.

    A keyword is a word or a phrase, compared whole and after analysis: "jml pddk" is found in
    "jumlah penduduk", "sen" is not found in "persen". The rule matches when all of `all_of`, one
    of `any_of` (where there are any) and none of `none_of` are in the question, and the question's
    category is not excluded. `effect` is "lift", "block" or "require"; `name` the caller's own.
    """

    name: str
    effect: str
    all_of: tuple[Phrase, ...] = ()
    any_of: tuple[Phrase, ...] = ()
    none_of: tuple[Phrase, ...] = ()
    category: str = ""
    excludes_category: bool = False

    def matches(self, terms: Sequence[str], category: str = "") -> bool:
        """Whether a question with these terms, asked in that category, fits the rule."""
        if self.category and (category == self.category) == self.excludes_category:
            return False
        if any(_within(phrase, terms) for phrase in self.none_of):
            return False
        if self.any_of and not any(_within(phrase, terms) for phrase in self.any_of):
            return False
        return all(_within(phrase, terms) for phrase in self.all_of)


def keywords(text: str) -> tuple[Phrase, ...]:
    """The keywords of a text, separated by commas or line ends, as they look after analysis.

    Raises ValueError for one that means nothing ("yang"): it would match nothing, or everything.
    """
    phrases = []
    for part in text.replace("\n", ",").split(","):
        if not part.strip():
            continue
        phrase = analyse(part).terms
        if not phrase:
            raise ValueError(part.strip())
        phrases.append(phrase)
    return tuple(phrases)


def _within(phrase: Phrase, terms: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(terms[at : at + size]) == phrase for at in range(len(terms) - size + 1))
