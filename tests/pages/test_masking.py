"""Hiding personal data, and pseudonyms."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.masking import mask, pseudonym

PHONES = [
    "+62 812-3456-7890",
    "+62 812\u20113456\u20117890",
    "+62\u00a0812 3456 7890",
    "+62.812.345.678",
    "+62 (721) 482909",
    "62812345678",
    "6281234567890",
    "62 812 3456 7890",
    "62-812-3456-7890",
    "0812 3456 789",
    "0812.345.678",
    "0812 - 3456 - 7890",
    "081234567890",
    "(0721) 482909",
    "(0721)482909",
    "0721-482909",
    "021 3841195",
    "0062 812 3456 789",
    "+60 12-345 6789",
    "+62 8123 4567 2012",
    "@6281234567890",
    "@+6281234567890",
]
NIKS = [
    "1801010101900001",
    "180101 010190 0001",
    "180101.010190.0001",
    "18.01.01.010190.0001",
    "1871-0141-0190-0001",
    "1801 - 0101 - 0190 - 0001",
    "1801 2345 6789 0123",
    "9999999999999999",
]
KEPT = [
    "tahun 2023",
    "1.234.567",
    "8.176.600 jiwa",
    "62.812.345 jiwa",
    "628.176.600 jiwa",
    "1.021.123.456",
    "1.234.567.890.123.456",
    "20.892.400.000.000.000",
    "+12.345.678 jiwa",
    "2019-2023",
    "2019–2023",
    "2020/2021",
    "2019 2020 2021 2022",
    "1999-2000-2001-2002",
    "1801 1802 1803 1871",
    "14/11/2023",
    "02-03-2023",
    "02.03.2023 10.04",
    "2023-08-14 10.04.11",
    "2023-11-14 2023-12-14",
    "14-11-2023 14-12-2023",
    "buka 08.00-15.30 dan 08.00 - 16.00",
    "25.10 26.15 27.20 28.11",
    "35144",
    "1801",
    "18.01.01.2001",
    "1801010001",
    "Rp10.000",
    "Rp 62812345",
    "Rp. 0812345678",
    "rp62812345678",
    "0.123456789",
    "0,12345678",
    "umur 0-4, 5-9 dan 62-65 tahun",
    "ibu@rumah",
    "@budi dan @2023",
]


@pytest.mark.parametrize("number", PHONES)
def test_a_phone_number_is_hidden(number):
    assert mask(number) == "[nomor telepon]"
    assert mask(f"wa {number}, mksh") == "wa [nomor telepon], mksh"
    assert mask(f"({number})\n") == "([nomor telepon])\n"
    assert mask(f"hub:{number}. 2 orang") == "hub:[nomor telepon]. 2 orang"


@pytest.mark.parametrize("number", NIKS)
def test_an_identity_number_is_hidden(number):
    assert mask(f"nik sy {number} ya kak") == "nik sy [NIK] ya kak"


@pytest.mark.parametrize("text", KEPT)
def test_figures_years_dates_and_codes_stay(text):
    assert mask(text) == text
    assert mask(f"({text}),") == f"({text}),"


@pytest.mark.parametrize(
    "address",
    [
        "ana@example.org",
        "Ana.Sari_99+bps@lampung.bps.go.id",
        "0812345678@example.co.id",
        "a@b-c.io",
    ],
)
def test_an_address_is_hidden(address):
    assert mask(f"kirim ke {address}.") == "kirim ke [surel]."
    assert mask(f"<{address}>") == "<[surel]>"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("0812 3456 7890 0813 4567 8901", "[nomor telepon] [nomor telepon]"),
        ("0721 482909 0812 3456 7890", "[nomor telepon] [nomor telepon]"),
        ("0721-482909/081234567890", "[nomor telepon]/[nomor telepon]"),
        ("0721-482909-081234567890", "[nomor telepon]-[nomor telepon]"),
        ("081234567890,081345678901", "[nomor telepon],[nomor telepon]"),
        ("1.0812345678 2.0813456789", "1.[nomor telepon] 2.[nomor telepon]"),
        ("thn 2023 0812-3456-7890", "thn 2023 [nomor telepon]"),
        ("0812-3456-789 2023", "[nomor telepon] 2023"),
        ("0812-3456-789 8.176.600 jiwa", "[nomor telepon] 8.176.600 jiwa"),
        ("wa081234567890", "wa[nomor telepon]"),
        ("08-11-23 0812-3456-7890", "08-11-23 [nomor telepon]"),
        ("a@b.id/0812345678/1801010101900001", "[surel]/[nomor telepon]/[NIK]"),
    ],
)
def test_neighbours_are_told_apart(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize("digits", ["0812345", "6281234", "0812345678901234", "+1234567"])
def test_seven_or_sixteen_digits_are_no_phone_number(digits):
    assert mask(digits) == digits


def test_a_number_does_not_go_on_in_the_next_line():
    assert mask("0812\n3456\n7890") == "0812\n3456\n7890"


HOSTILE = ["a", "a.", "a@", "a@a.", "@", "1", "0", "62", "+", "1.", "1 ", "08 ", "0812-", "12.345"]
HOSTILE += ["(0", "(", "+62 (", "1801 ", "18 ", "Rp ", " ", "-", "0812 3456 7890 ", "a@b.c1."]


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_time_is_linear_on_hostile_text(unit):
    began = time.process_time()
    mask(unit * (1_000_000 // len(unit)))
    assert time.process_time() - began < 5


@given(st.text(alphabet="0126789+@()./- aR\npx_,", max_size=60))
def test_masking_leaves_nothing_to_mask(text):
    assert mask(mask(text)) == mask(text)


@given(st.text())
def test_text_without_digits_or_addresses_is_unchanged(text):
    words = re.sub(r"[\d@]", "", text)
    assert mask(words) == words


def test_a_pseudonym_is_twelve_hexadecimal_digits():
    assert re.fullmatch(r"[0-9a-f]{12}", pseudonym("Rina", b"kunci"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+62 812-345", "62812345"),
        ("\u202a+62\u00a0812\u20113456\u20117890\u202c", "(62) 812 3456 7890"),
        ("Rina  Wati ", "rina wati"),
        ("STRASSE", "straße"),
    ],
)
def test_the_same_person_has_the_same_pseudonym(one, other):
    assert pseudonym(one, b"kunci") == pseudonym(other, b"kunci")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rina", "Rini"), ("Kelas 12", "12"), ("62812345", "62812346"), ("1 2", "12")],
)
def test_others_have_others(one, other):
    assert pseudonym(one, b"kunci") != pseudonym(other, b"kunci")


def test_another_key_gives_another_pseudonym():
    assert pseudonym("Rina", b"kunci") != pseudonym("Rina", b"lain")
