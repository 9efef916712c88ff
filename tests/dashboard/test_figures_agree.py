"""The number on the page, the list behind it and both files say the same, for every figure."""

import csv
import io
from fractions import Fraction

import openpyxl
import pytest

from dashboard.figures import measures, volume
from dashboard.figures.figure import Breakdown
from dashboard.figures.registry import ALL, BREAKDOWNS, FIGURES
from servicedesk.percentiles import inverted_cdf
from tests.dashboard import crowd

PERIOD = {"periode": "90"}


@pytest.fixture
def officer(logged_in, ana, sari, dewi, db):
    crowd.world(150, ana, sari, dewi)
    return logged_in(sari)


def in_csv(officer, slug, **asked):
    """The cells of the file: what it says of itself, and its rows."""
    text = officer.get(f"/petugas/dasbor/{slug}/ekspor/csv/", PERIOD | asked).content.decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    blank = rows.index([])
    return dict(rows[:blank]), rows[blank + 1], rows[blank + 2 :]


def in_xlsx(officer, slug, **asked):
    content = officer.get(f"/petugas/dasbor/{slug}/ekspor/xlsx/", PERIOD | asked).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    about, rows = (list(sheet.iter_rows(values_only=True)) for sheet in book)
    return dict(about), rows[0], rows[1:]


def listed(officer, slug, **asked):
    """How many rows the list has, page after page, and its first page."""
    seen, cursor, first = 0, "", None
    while True:
        page = officer.get(f"/petugas/dasbor/{slug}/", PERIOD | asked | {"sesudah": cursor})
        first = first or page
        seen += len(page.context["rows"])
        cursor = page.context["next_cursor"]
        if not cursor:
            return seen, first


def survival_median(pairs):
    """Kaplan and Meier, slowly."""
    left, survives = len(pairs), Fraction(1)
    for time in sorted({time for time, _reached in pairs}):
        ended = sum(reached for at, reached in pairs if at == time)
        survives *= Fraction(left - ended, left)
        if survives <= Fraction(1, 2):
            return time
        left -= sum(at == time for at, _reached in pairs)
    return None


def recomputed(figure, rows):
    """The number from what each row of the file contributes."""
    measure, first = figure.measure, [row[0] for row in rows]
    match measure:
        case measures.Share():
            return sum(int(cell) for cell in first) / len(rows) if rows else None
        case measures.Percentile():
            return inverted_cdf([int(cell) for cell in first], measure.share)
        case measures.Survival():
            return survival_median([(int(row[0]), int(row[1])) for row in rows])
        case measures.Hours():
            return sum(int(cell) for cell in first) / 60
        case measures.Mean():
            return Fraction(sum(int(cell) for cell in first), len(rows)) if rows else None
        case measures.Index():
            means = []
            for place in range(9):
                grades = [int(row[place]) for row in rows if row[place] not in ("", None)]
                means.append(Fraction(sum(grades), len(grades)))
            return sum(means) / 9 * 25
    return len(rows)


def test_every_figure_is_its_list_and_its_files(officer, subtests):
    board = officer.get("/petugas/dasbor/", PERIOD | {"waktu": "kalender"}).context["board"].cells
    board |= officer.get("/petugas/dasbor/", PERIOD).context["board"].cells
    for slug, figure in FIGURES.items():
        with subtests.test(slug):
            facts, header, rows = in_csv(officer, slug)
            seen, page = listed(officer, slug)
            reading = board[slug].reading
            assert recomputed(figure, rows) == reading.number == page.context["cell"].reading.number
            assert len(rows) == seen == page.context["count"] == reading.rows > 0
            assert facts["Nilai"] == board[slug].value == page.context["cell"].value
            assert facts["Definisi"] == str(figure.definition)
            about, names, same = in_xlsx(officer, slug)
            assert about == facts | {"Data per": about["Data per"]}
            assert list(names) == header
            assert recomputed(figure, same) == reading.number


def test_every_part_is_its_list_and_its_file(officer, subtests):
    parts = {}
    for step in volume.STEPS:
        for clock in ("kerja", "kalender"):
            asked = PERIOD | {"langkah": step, "waktu": clock}
            parts |= officer.get("/petugas/dasbor/", asked).context["board"].parts
    clusters = officer.get("/petugas/dasbor/", PERIOD).context["clusters"]
    shown = {str(row.original.pk): len(row.repeats) for row in clusters}
    assert set(parts) | {"pertanyaan-berulang"} == set(BREAKDOWNS)
    for slug, rows in parts.items():
        # The largest, the smallest and an empty one are enough of many.
        chosen = sorted(rows, key=lambda row: row.rows)
        numbers = {row.key: row.rows for row in (*chosen[:1], *chosen[-2:])}
        with subtests.test(slug):
            assert_parts(officer, slug, numbers, sum(row.rows for row in rows))
    with subtests.test("pertanyaan-berulang"):
        seen, _page = listed(officer, "pertanyaan-berulang")
        assert_parts(officer, "pertanyaan-berulang", shown, seen)


def assert_parts(officer, slug, numbers, total):
    assert total == listed(officer, slug)[0]
    for key, number in numbers.items():
        _facts, _header, rows = in_csv(officer, slug, bagian=key)
        assert len(rows) == listed(officer, slug, bagian=key)[0] == number, key


def test_filters_reach_all_three(officer, sari):
    filters = {"petugas": str(sari.pk), "kategori": "harga", "instansi": "local"}
    for name, value in filters.items():
        narrowed = {name: value}
        facts, _header, rows = in_csv(officer, "permintaan", **narrowed)
        seen, page = listed(officer, "permintaan", **narrowed)
        board = officer.get("/petugas/dasbor/", PERIOD | narrowed).context["board"]
        assert len(rows) == seen == board.cells["permintaan"].reading.number
        assert 0 < seen < listed(officer, "permintaan")[0]
        assert facts[page.context["form"].said[0][0]] == page.context["form"].said[0][1]


def test_an_empty_office_has_no_rows_and_no_numbers(logged_in, sari, subtests):
    officer = logged_in(sari)
    for slug, figure in ALL.items():
        with subtests.test(slug):
            page = officer.get(f"/petugas/dasbor/{slug}/")
            assert page.status_code == 200
            assert page.context["count"] == 0
            if not isinstance(figure, Breakdown):
                assert page.context["cell"].reading.number in (None, 0)


def test_the_subject_of_a_private_request_is_in_no_list_and_no_file(officer):
    for slug in ("permintaan", "terbuka", "ikm", "otomatis-cakupan"):
        _facts, header, rows = in_csv(officer, slug)
        titles = {row[header.index("Topik")] for row in rows}
        assert "Pesan" in titles
        assert "Rahasia" not in titles
        page = officer.get(f"/petugas/dasbor/{slug}/", PERIOD).content.decode()
        assert "Rahasia" not in page


def test_cells_that_look_like_formulas_are_harmless(officer):
    crowd.Topic.objects.update(title="=HYPERLINK(1)")
    _facts, header, rows = in_csv(officer, "permintaan")
    assert {row[header.index("Topik")] for row in rows} == {"'=HYPERLINK(1)", "Pesan"}
    _about, _names, same = in_xlsx(officer, "permintaan")
    assert "=HYPERLINK(1)" in {cell for row in same for cell in row}
