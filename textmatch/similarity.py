"""How alike two questions are: for topics that repeat each other."""

from collections.abc import Hashable, Mapping, Sequence
from math import log, sqrt
from typing import TypeVar

from textmatch.analysis import Analysis, analyse
from textmatch.features import pieces, terms

Key = TypeVar("Key", bound=Hashable)
Weights = Mapping[str, float]


def rerank(query: Analysis, texts: Sequence[tuple[Key, str]]) -> list[tuple[Key, float]]:
    """The texts by likeness to the query (0 to 1), the likest first; equal ones keep their order.

    The mean of the cosines of terms and of word pieces, each weighed by how few of `texts` hold it.
    """
    read = [(key, analyse(text)) for key, text in texts]
    scores = [0.0] * len(read)
    for features in (terms, pieces):
        held = [frozenset(features(analysis)) for _, analysis in read]
        wanted = frozenset(features(query))
        weights = _weights(wanted, held)
        for at, have in enumerate(held):
            scores[at] += _cosine(wanted, have, weights) / 2
    order = sorted(range(len(read)), key=lambda at: -scores[at])
    return [(read[at][0], scores[at]) for at in order]


def similarity(a: str, b: str) -> float:
    """How alike two texts are by themselves (0 to 1), with every term equally telling."""
    return rerank(analyse(a), [(0, b)])[0][1]


def _weights(wanted: frozenset[str], held: Sequence[frozenset[str]]) -> Weights:
    counts = dict.fromkeys(wanted, 0)
    for have in held:
        for feature in have:
            counts[feature] = counts.get(feature, 0) + 1
    return {feature: sqrt(log(1 + (len(held) + 1) / (n + 1))) for feature, n in counts.items()}


def _cosine(a: frozenset[str], b: frozenset[str], weights: Weights) -> float:
    if not a or not b:
        return 0.0
    shared = sum(weights[f] ** 2 for f in a & b)
    return shared / sqrt(sum(weights[f] ** 2 for f in a) * sum(weights[f] ** 2 for f in b))
