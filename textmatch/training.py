"""What tells each answer from the others, learnt from the wordings themselves.

Multinomial logistic regression in its dual form (T. Hastie, R. Tibshirani and J. Friedman, "The
Elements of Statistical Learning", 2009, 18.3.5): an answer's logit for a text is a weighed sum of
the text's likeness to every wording. The gradient is accelerated as by Y. Nesterov (1983), and
stops early: what the last rounds would learn is the wordings by heart.
"""

import numpy as np

from textmatch.vectors import Floats, Ints

_RIDGE = 0.04
_ROUNDS = 60
# Wordings squared times answers: about a second. Beyond, merged and nearest wordings must do.
_MOST_WORK = 500_000_000


def trainable(wordings: int, answers: int) -> bool:
    """Whether weights for so many are learnt while an editor waits, and there is a choice."""
    return answers > 1 and wordings * wordings * answers <= _MOST_WORK


def trained(likeness: Floats, owners: Ints, answers: int) -> Floats:
    """Weights of (wordings, answers), given how like each other the wordings are (a symmetric
    matrix, 0 to 1) and the number of the answer each belongs to.

    The errors of every answer count the same, whether it has one wording or fifty.
    """
    right = np.zeros((len(owners), answers), np.float32)
    right[np.arange(len(owners)), owners] = 1
    share = (1 / right.sum(0))[owners]
    share *= len(owners) / share.sum()
    step = 1 / (_norm(likeness) * share.max() / 2 + _RIDGE)
    weights = ahead = np.zeros_like(right)
    for number in range(_ROUNDS):
        slope = (softmax(likeness @ ahead) - right) * share[:, None] + _RIDGE * ahead
        stepped = ahead - np.float32(step) * slope
        ahead = stepped + np.float32(number / (number + 3)) * (stepped - weights)
        weights = stepped
    return weights.astype(np.float32)


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    result: Floats = raised / raised.sum(-1, keepdims=True)
    return result


def _norm(likeness: Floats) -> float:
    """The largest eigenvalue of a matrix without negative entries, by power iteration."""
    vector = np.ones(len(likeness), np.float32)
    for _ in range(20):
        vector = likeness @ vector
        vector /= np.linalg.norm(vector)
    return float(vector @ likeness @ vector) * 1.01
