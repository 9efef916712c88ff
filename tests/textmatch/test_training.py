"""What is learnt from the wordings: which small differences tell one answer from another."""

import numpy as np

from textmatch.index import Entry, Index, Scoring
from textmatch.training import softmax, trainable, trained

# Two answers whose wordings nearly agree: only "jadwal" tells them apart, said once in eight.
SIBLINGS = [
    Entry("data", "data inflasi kota metro", ["inflasi metro terbaru", "angka inflasi metro"]),
    Entry("date", "jadwal inflasi kota metro", ["kapan inflasi metro", "rilis inflasi metro"]),
]


def test_wordings_are_learnt_to_belong_to_their_own_answer() -> None:
    likeness = np.array([[1, 0.8, 0.7], [0.8, 1, 0.7], [0.7, 0.7, 1]], np.float32)
    weights = trained(likeness, np.array([0, 0, 1], np.int32), 2)
    shares = softmax(likeness @ weights)
    assert shares.argmax(1).tolist() == [0, 0, 1]
    assert np.allclose(shares.sum(1), 1, atol=1e-5)


def test_an_answer_with_one_wording_holds_its_own_beside_one_with_thirty() -> None:
    likeness = np.eye(31, dtype=np.float32) * 0.5 + 0.5
    weights = trained(likeness, np.array([0] * 30 + [1], np.int32), 2)
    assert softmax(likeness @ weights)[-1, 1] > 0.95


def test_training_widens_the_gap_between_siblings() -> None:
    question = "kapan rilis angka inflasi metro"
    learnt, plain = (Index.build(SIBLINGS, Scoring(trained=share)) for share in (0.6, 0.0))
    assert learnt.rank(question).candidates[0].key == "date"
    assert learnt.rank(question).gap > plain.rank(question).gap


def test_an_answer_that_shares_nothing_is_no_candidate() -> None:
    index = Index.build([*SIBLINGS, Entry("price", "tarif layanan", [])])
    assert {c.key for c in index.rank("inflasi metro").candidates} == {"data", "date"}


def test_what_would_take_too_long_is_not_trained() -> None:
    assert trainable(700, 117)
    assert not trainable(50_000, 10_000)
    assert not trainable(5, 1), "with one answer there is nothing to tell apart"
