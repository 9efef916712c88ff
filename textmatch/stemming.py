"""Indonesian stems: the Snowball stemmer behind a list of exceptions.

Source: F. Z. Tala, "A Study of Stemming Effects on Information Retrieval in Bahasa Indonesia"
(2003), the algorithm Snowball implements. Where it confuses words this office lives on
(pengangguran -> anggur, perikanan -> berikan), `data/stems.txt` decides.
"""

from functools import lru_cache

from snowballstemmer import stemmer

from textmatch import tables

_SHORTEST = 4
_MOST_ROUNDS = 4


class _Snowball:
    """Snowball's stemmer keeps its word in itself, so each call takes a new one from here."""

    @staticmethod
    def stem(word: str) -> str:
        return str(stemmer("indonesian").stemWord(word))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in standard spelling; the stem of a stem is itself."""
    for _ in range(_MOST_ROUNDS):
        shorter = _once(word)
        if shorter == word:
            return word
        word = shorter
    return word


def _once(word: str) -> str:
    exception = tables.stems().get(word)
    if exception:
        return exception
    whole = word in tables.protected() or word in tables.filler() or word in tables.stop_words()
    if whole or len(word) < _SHORTEST or not word.isalpha():
        return word
    result = _Snowball.stem(word)
    # A stem that happens to be slang would be read as something else the next time.
    return result if len(result) >= 3 and result not in tables.slang() else word
