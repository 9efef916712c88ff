"""Three well-known ways to find an answer, to compare the matcher with."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log
from typing import Protocol

from rapidfuzz import fuzz, process

from textmatch import Entry, analyse
from textmatch.features import pieces
from textmatch.vectors import Vocabulary, dot_columns

Wordings = list[tuple[str, int]]


class Baseline(Protocol):
    """Scores every answer for a question, by its nearest wording."""

    def __init__(self, entries: Sequence[Entry]) -> None: ...

    def scores(self, question: str) -> list[float]:
        """One score for each entry, in their order."""
        ...


def _wordings(entries: Sequence[Entry]) -> Wordings:
    return [(text, at) for at, e in enumerate(entries) for text in (e.title, *e.examples)]


def _best(pairs: Sequence[tuple[int, float]], size: int) -> list[float]:
    best = [0.0] * size
    for at, score in pairs:
        best[at] = max(best[at], score)
    return best


class TokenSetRatio:
    """rapidfuzz's token_set_ratio."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._wordings, self._size = _wordings(entries), len(entries)
        self._texts = [text.lower() for text, _ in self._wordings]

    def scores(self, question: str) -> list[float]:
        row = process.cdist([question.lower()], self._texts, scorer=fuzz.token_set_ratio)[0]
        pairs = zip((at for _, at in self._wordings), row.tolist(), strict=True)
        return _best(list(pairs), self._size)


class CharacterTfIdf:
    """Cosine of TF-IDF weighted character n-grams."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._wordings, self._size = _wordings(entries), len(entries)
        self._vocabulary = Vocabulary()
        rows = self._vocabulary.count(pieces(analyse(text)) for text, _ in self._wordings)
        self._vocabulary.weigh(rows)
        self._turned = rows.scaled(self._vocabulary.weights).turned(len(self._vocabulary))

    def scores(self, question: str) -> list[float]:
        query = self._vocabulary.query(pieces(analyse(question)))
        row = dot_columns(self._turned, query, len(self._wordings)).tolist()
        return _best([(at, s) for (_, at), s in zip(self._wordings, row, strict=True)], self._size)


class BM25:
    """BM25 over stems (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75)."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._wordings, self._size = _wordings(entries), len(entries)
        self._counts = [Counter(analyse(text).terms) for text, _ in self._wordings]
        self._mean = sum(c.total() for c in self._counts) / len(self._counts)
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, counts in enumerate(self._counts):
            for term in counts:
                self._postings[term].append(number)

    def scores(self, question: str) -> list[float]:
        total: dict[int, float] = defaultdict(float)
        for term in set(analyse(question).terms):
            holders = self._postings.get(term, [])
            idf = log(1 + (len(self._counts) - len(holders) + 0.5) / (len(holders) + 0.5))
            for number in holders:
                counts = self._counts[number]
                length = 0.25 + 0.75 * counts.total() / self._mean
                total[number] += idf * counts[term] * 2.2 / (counts[term] + 1.2 * length)
        return _best([(self._wordings[n][1], score) for n, score in total.items()], self._size)


BASELINES: dict[str, type[Baseline]] = {
    "token_set_ratio": TokenSetRatio,
    "character TF-IDF": CharacterTfIdf,
    "BM25": BM25,
}
