"""Questions that repeat each other."""

import pytest

from textmatch import analyse, rerank, similarity


def test_the_same_question_in_other_spellings_is_nearly_the_same():
    assert similarity("brp jml pddk lamsel", "Berapa jumlah penduduk Lampung Selatan?") > 0.7
    assert similarity("jam buka kantor", "jam buka kantor") == pytest.approx(1)


def test_another_region_is_less_alike_than_other_words():
    question = "jumlah penduduk lampung selatan 2024"
    assert similarity(question, "brp jml pddk lamsel thn 2024") > similarity(
        question, "jumlah penduduk tulang bawang 2023"
    )


def test_strangers_share_nothing():
    assert similarity("jam buka kantor", "xyz") < 0.1
    assert similarity("", "jam buka") == 0


def test_the_rare_word_decides():
    ranked = rerank(
        analyse("data perceraian lampung"),
        [(1, "data kemiskinan lampung"), (2, "angka perceraian"), (3, "data inflasi lampung")],
        {"data": 0.1, "lampung": 0.5, "cerai": 4.0},
    )
    assert ranked[0][0] == 2


def test_equal_ones_keep_their_order():
    ranked = rerank(analyse("inflasi"), [(7, "inflasi"), (3, "inflasi"), (5, "inflasi")])
    assert [key for key, _ in ranked] == [7, 3, 5]
    assert rerank(analyse("inflasi"), []) == []
