"""Which answer a question finds."""

import pytest

from textmatch import Entry, Index

ENTRIES = (
    Entry(
        "penduduk",
        "Berapa jumlah penduduk suatu wilayah?",
        ("brp jml pddk kota metro", "data penduduk per kabupaten"),
        counterexamples=("penduduk miskin lampung",),
    ),
    Entry(
        "miskin",
        "Berapa persentase penduduk miskin?",
        ("angka kemiskinan lampung", "data kemiskinan 2023"),
    ),
    Entry("jam", "Jam berapa layanan dibuka?", ("jam buka kantor bps", "hari sabtu buka gak")),
)


@pytest.fixture(scope="module")
def index():
    return Index.build(ENTRIES)


def best(index, question):
    return index.rank(question).candidates[0].key


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("brp jml pnddk lamsel thn 2024", "penduduk"),
        ("kabupaten mana yg paling miskin", "miskin"),
        ("kantornya buka jam brapa", "jam"),
        ("angka kemiskinn", "miskin"),
        ("peduduk kabupaten", "penduduk"),
    ],
)
def test_the_nearest_is_first(index, question, key):
    assert best(index, question) == key


def test_its_own_wordings_find_an_answer(index):
    for entry in ENTRIES:
        for text in (entry.title, *entry.examples):
            ranking = index.rank(text)
            assert ranking.candidates[0].key == entry.key
            assert ranking.candidates[0].best_example == text
            assert ranking.likeness == pytest.approx(1, abs=1e-3)
            assert ranking.coverage == pytest.approx(1)
            assert ranking.unknown == ()


def test_scores_fall_and_the_gap_is_their_difference(index):
    ranking = index.rank("jumlah penduduk miskin")
    scores = [candidate.score for candidate in ranking.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert ranking.gap == pytest.approx(scores[0] - scores[1])


def test_what_nobody_knows_lowers_the_score_and_is_named(index):
    plain = index.rank("jam buka kantor")
    strange = index.rank("jam buka kantor zirkonium wolfram")
    assert strange.unknown == ("zirkonium", "wolfram")
    assert strange.candidates[0].score < plain.candidates[0].score
    assert strange.coverage < plain.coverage


def test_a_counterexample_pushes_its_answer_down():
    """Without it the two would stand closer."""
    with_it = Index.build(ENTRIES).rank("penduduk miskin lampung")
    without = Index.build([Entry(e.key, e.title, e.examples) for e in ENTRIES]).rank(
        "penduduk miskin lampung"
    )

    def score(ranking, key):
        return next((c.score for c in ranking.candidates if c.key == key), 0)

    assert score(with_it, "penduduk") < score(without, "penduduk")
    assert score(with_it, "miskin") == pytest.approx(score(without, "miskin"))


def test_the_text_of_an_answer_helps_where_wordings_are_few():
    entries = [
        Entry("a", "Apa itu inflasi?", (), text="Sensus penduduk dilakukan sepuluh tahun sekali."),
        Entry("b", "Kapan sensus penduduk?", ()),
        Entry("c", "Apa itu deflasi?", ()),
    ]
    scores = {c.key: c.score for c in Index.build(entries).rank("sensus penduduk").candidates}
    assert scores["b"] > scores["a"] > scores.get("c", 0)


@pytest.mark.parametrize("question", ["", "   ", "🙏", "\x00", "zzz xxx"])
def test_an_empty_question_finds_nothing(index, question):
    ranking = index.rank(question)
    assert (ranking.candidates, ranking.gap, ranking.coverage) == ((), 0, 0)


def test_an_empty_index_finds_nothing():
    assert Index.build([]).rank("jumlah penduduk").candidates == ()


def test_an_entry_without_words_is_left_out():
    index = Index.build([*ENTRIES, Entry("kosong", "🙏", ("", "!!"))])
    assert "kosong" not in {c.key for c in index.rank("jam buka", limit=10).candidates}


def test_the_same_wording_twice_counts_once():
    once = Index.build(ENTRIES).rank("jam buka kantor bps")
    twice = Index.build([*ENTRIES[:2], Entry("jam", ENTRIES[2].title, ENTRIES[2].examples * 2)])
    assert twice.rank("jam buka kantor bps").candidates == once.candidates
