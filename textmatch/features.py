"""The three views of a text that are compared: its terms, its words, and their pieces."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from textmatch.analysis import Analysis

_PIECES = range(3, 6)


def terms(analysis: Analysis) -> Sequence[str]:
    """What the text is about."""
    return analysis.terms


def words(analysis: Analysis) -> Sequence[str]:
    """The text as it is put, small words and all: "how do I" differs from "where do I"."""
    return analysis.words


def pieces(analysis: Analysis) -> Sequence[str]:
    """Character 3- to 5-grams of each word, edges marked: what two spellings of a word share."""
    return [piece for word in analysis.words for piece in word_pieces(word)]


@lru_cache(maxsize=100_000)
def word_pieces(word: str) -> tuple[str, ...]:
    """The word's own n-grams."""
    edged = f" {word} "
    return tuple(edged[at : at + n] for n in _PIECES for at in range(len(edged) - n + 1))


Views = tuple[tuple[Callable[[Analysis], Sequence[str]], float], ...]

# Each view with its weight in the score; the terms come first.
VIEWS: Views = ((terms, 1.0), (pieces, 1.0), (words, 0.5))
