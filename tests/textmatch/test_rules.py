"""Keyword rules."""

import pytest

from textmatch import Entry, Index, Rule, analyse, keywords

QUESTION = "berapa jumlah penduduk miskin lampung"


def rule(effect="block", **words):
    return Rule("r", effect, **{key: keywords(text) for key, text in words.items()})


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ({"all_of": "penduduk miskin"}, True),
        ({"all_of": "miskin, lampung"}, True),
        ({"all_of": "miskin, kopi"}, False),
        ({"any_of": "kopi, miskin"}, True),
        ({"any_of": "kopi, teh"}, False),
        ({"all_of": "miskin", "none_of": "lpg"}, False),
        ({"none_of": "kopi"}, True),
        ({"all_of": "kemiskinan"}, True),
        ({"all_of": "miskin penduduk"}, False),
        ({"all_of": "duduk"}, False),
        ({"all_of": "kin"}, False),
    ],
)
def test_whole_words_and_phrases_after_analysis(words, fits):
    assert rule(**words).matches(analyse("jml warga, penduduk mskin lampung").terms) is fits


@pytest.mark.parametrize(
    ("excludes", "category", "fits"),
    [(False, "sosial", True), (False, "harga", False), (True, "sosial", False), (True, "", True)],
)
def test_the_category_it_is_asked_in(excludes, category, fits):
    scoped = Rule("r", "block", keywords("miskin"), category="sosial", excludes_category=excludes)
    assert scoped.matches(("miskin", "kemiskinan"), category) is fits or (
        scoped.matches(analyse("miskin").terms, category) is fits
    )


@pytest.mark.parametrize("blank", ["yang", "di, ke", "🙏", "penduduk, dari"])
def test_a_keyword_that_says_nothing_is_refused(blank):
    with pytest.raises(ValueError, match=r"."):
        keywords(blank)


def test_commas_and_lines_part_keywords_and_nothing_is_no_keyword():
    assert keywords("jml pddk,\n ipm ,,") == (("jumlahpenduduk",), ("ipm",))
    assert keywords(" , \n") == ()


def ranked(*rules):
    index = Index.build(
        [
            Entry("penduduk", "Berapa jumlah penduduk?", ("jumlah penduduk lampung",), rules=rules),
            Entry("miskin", "Berapa jumlah penduduk miskin?", ("penduduk miskin lampung",)),
        ]
    )
    return index.rank(QUESTION)


def scores(ranking):
    return {candidate.key: candidate.score for candidate in ranking.candidates}


def test_a_lift_raises_and_a_block_removes():
    plain = scores(ranked())
    assert plain["miskin"] > plain["penduduk"]
    lifted = ranked(rule("lift", all_of="miskin"))
    assert lifted.candidates[0].key == "penduduk"
    assert lifted.rules == ("r",)
    assert "penduduk" not in scores(ranked(rule("block", all_of="miskin")))
    assert scores(ranked(rule("block", all_of="kopi"))) == plain


def test_what_is_required_must_be_there():
    assert "penduduk" not in scores(ranked(rule("require", any_of="sensus, proyeksi")))
    assert scores(ranked(rule("require", any_of="lampung"))) == scores(ranked())


def test_a_block_outweighs_a_lift():
    both = ranked(rule("lift", all_of="miskin"), rule("block", all_of="lampung"))
    assert "penduduk" not in scores(both)
