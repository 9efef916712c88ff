"""How alike two questions are: for topics that repeat each other."""

from collections.abc import Hashable, Mapping, Sequence
from math import sqrt
from typing import TypeVar

from textmatch.analysis import Analysis, analyse
from textmatch.features import pieces, terms

Key = TypeVar("Key", bound=Hashable)
Weights = Mapping[str, float]


def rerank(
    query: Analysis, texts: Sequence[tuple[Key, str]], weights: Weights | None = None
) -> list[tuple[Key, float]]:
    """The texts by likeness to the query (0 to 1), the likest first; equal ones keep their order.

    The mean of the cosines of terms and of word pieces. `weights` say how much each of the query's
    terms tells; the others, and all where there are none, tell as much as the most telling.
    """
    weights = weights or {}
    heaviest = max(weights.values(), default=1.0)
    scored = [(key, _alike(query, analyse(text), weights, heaviest)) for key, text in texts]
    return sorted(scored, key=lambda pair: -pair[1])


def similarity(a: str, b: str) -> float:
    """How alike two texts are by themselves (0 to 1), with every term equally telling."""
    return _alike(analyse(a), analyse(b), {}, 1.0)


def likeness(
    a: frozenset[str], b: frozenset[str], weights: Weights, otherwise: float = 1.0
) -> float:
    """The cosine of two sets of features (0 to 1); one not in `weights` weighs `otherwise`."""
    shared = sum(weights.get(feature, otherwise) ** 2 for feature in a & b)
    if not shared:
        return 0.0
    lengths = [sum(weights.get(f, otherwise) ** 2 for f in features) for features in (a, b)]
    return float(min(1.0, shared / sqrt(lengths[0] * lengths[1])))


def _alike(a: Analysis, b: Analysis, weights: Weights, heaviest: float) -> float:
    by_terms = likeness(frozenset(terms(a)), frozenset(terms(b)), weights, heaviest)
    by_pieces = likeness(frozenset(pieces(a)), frozenset(pieces(b)), {})
    return (by_terms + by_pieces) / 2
