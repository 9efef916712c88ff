"""Reading Indonesian."""

from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from textmatch import analyse, tables
from textmatch.stemming import stem


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("brp jumlah pddk lamsel thn 2024", "berapa jumlahpenduduk lampungselatan tahun 2024"),
        ("Berapa JUMLAH penduduk Lampung Selatan tahun 2024?",
         "berapa jumlahpenduduk lampungselatan tahun 2024"),
        ("assalamualaikum min mau tanya dong jam buka", "jam buka"),
        ("data2 kemiskinan", "data kemiskinan"),
        ("data-data kemiskinan", "data kemiskinan"),
        ("thn2024an", "tahun 2024"),
        ("tolooong daaaata", "data"),
        ("rata2 lama sekolah", "rls"),
        ("indeks pembangunan manusia kab. Tubaba", "ipm tulangbawangbarat"),
        ("IPM 1812", "ipm tulangbawangbarat"),
        ("tulang bawang barat dan tulang bawang", "tulangbawangbarat tulangbawang"),
        ("ＩＰＭ\u200b Metro", "ipm metro"),
        ("gimana cara unduh", "bagaimana cara unduh"),
        ("pengangguran di perkotaan", "penganggur kota"),
        ("st2023", "st"),
        ("", ""),
        ("🙏🙏", ""),
        ("yang di ke", ""),
        ("halo min makasih", "halo min terima kasih"),
    ],
)  # fmt: skip
def test_what_is_read(text, terms):
    assert " ".join(analyse(text).terms) == terms


def test_regions_and_years_are_named():
    analysis = analyse("kemiskinan Lamsel dan Balam 2021 2023, bukan 1803 dan 99")
    assert analysis.regions == ("1803", "1871")
    assert analysis.years == (2021, 2023)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("berapa", "apa"),
        ("pendapatan", "dapat"),
        ("perikanan", "berikan"),
        ("pengangguran", "anggur"),
        ("kedalaman", "dalam"),
        ("pengeluaran", "keluar"),
        ("kependudukan", "duduk"),
        ("keluarga", "keluar"),
    ],
)
def test_the_stemmer_does_not_confuse_the_words_of_this_office(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("penduduk", "kependudukan"),
        ("pengangguran", "penganggur"),
        ("petani", "pertanian"),
        ("dirilis", "rilis"),
        ("umur", "usia"),
        ("perdesaan", "desa"),
        ("bekerja", "pekerjaan"),
    ],
)
def test_families_stay_together(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", sorted(tables.protected()))
def test_the_offices_abbreviations_are_left_alone(word):
    assert word not in tables.slang()
    assert stem(word) == word


def test_there_is_enough_slang():
    assert len(tables.slang()) >= 400


def test_slang_leads_to_words_that_are_not_slang_themselves():
    chained = {
        word: meaning
        for word, meaning in tables.slang().items()
        if any(part in tables.slang() for part in meaning)
    }
    assert chained == {}


@pytest.mark.parametrize("word", sorted({stem(s) for s in tables.stems().values()}))
def test_the_stem_of_a_stem_is_itself_and_no_slang(word):
    assert stem(word) == word
    assert word not in tables.slang()


def test_all_regions_are_there_and_each_name_leads_to_one():
    assert len(tables.regions()) == 16
    for code, (name, others) in tables.regions().items():
        for other in (name, code, *others):
            assert analyse(other).regions == (code,), other


def test_every_synonym_is_read_as_its_term():
    wrong = {
        phrase: analyse(phrase).terms
        for word, phrases in tables.synonyms().items()
        for phrase in phrases
        if len(set(analyse(f"{word} {phrase}").terms)) != 1
    }
    assert wrong == {}


LISTED = sorted(set(tables.slang()) | set(tables.stems()) | tables.protected() | tables.filler())
WORDS = st.sampled_from(LISTED)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(WORDS, st.text()), max_size=12).map(" ".join)))
@example("1800\u0345 ß ﬁ İ ﷺ")
def test_it_never_fails_and_reads_its_own_output_the_same(text):
    terms = analyse(text).terms
    assert analyse(" ".join(terms)).terms == terms


@pytest.mark.parametrize("piece", ["a", "ke ", "data-", "2024an ", "\u0345", "lampung ", "aA9"])
def test_a_huge_text_takes_no_longer_than_a_large_one(piece):
    started = perf_counter()
    analyse(piece * (100_000 // len(piece)))
    assert perf_counter() - started < 5, "a hang, not a slow machine"
