"""Reference periods: their names, and what a title says."""

from datetime import date

import pytest
from django.utils import translation

from releases import periods


@pytest.mark.parametrize(
    ("begins", "ends", "name"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "November 2026"),
        (date(2026, 7, 1), date(2026, 9, 30), "Triwulan III 2026"),
        (date(2026, 7, 1), date(2026, 12, 31), "Semester II 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2026, 2, 1), date(2026, 4, 30), "1 Februari 2026 – 30 April 2026"),
        (date(2026, 11, 3), date(2026, 11, 3), "3 November 2026 – 3 November 2026"),
        (date(2025, 12, 1), date(2026, 1, 31), "1 Desember 2025 – 31 Januari 2026"),
    ],
)
def test_names(begins, ends, name):
    with translation.override("id"):
        assert periods.named(begins, ends) == name


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Ekspor Agustus 2023 mencapai US$22,00 miliar", (date(2023, 8, 1), date(2023, 8, 31))),
        ("Ekonomi Lampung Triwulan III-2025 Tumbuh", (date(2025, 7, 1), date(2025, 9, 30))),
        ("Ekonomi Triwulan 4 2024", (date(2024, 10, 1), date(2024, 12, 31))),
        ("Semester I 2026", (date(2026, 1, 1), date(2026, 6, 30))),
        ("IPM Provinsi Lampung Tahun 2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("Februari 2024 naik dibanding Januari 2024", None),
        ("Indeks 2023 dan 2024", None),
        ("Lampung Dalam Angka", None),
        ("", None),
    ],
)
def test_what_a_title_says(title, period):
    assert periods.told_by(title) == period
