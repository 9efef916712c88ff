"""The pages of the figures: filters, bad input, the refreshing, the definitions."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from dashboard.figures import rated
from dashboard.figures.registry import ALL
from forum.models import Post
from servicedesk.moves import Status
from tests import factories

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "figures.md"


@pytest.mark.parametrize("period", ["", "0", "abc", "99999999999"])
def test_a_senseless_period_is_the_usual_one(logged_in, sari, period):
    response = logged_in(sari).get("/petugas/dasbor/", {"periode": period})
    assert response.context["scope"].period.days == 90


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-11-09", "2026-11-01", "sebelum hari pertama"),
        ("2026-13-45", "2026-11-01", "Masukkan tanggal"),
        ("2026-11-01", "", "Isi kedua tanggal"),
        ("0001-01-01", "9999-12-31", "sepuluh tahun"),
    ],
)
def test_days_that_make_no_period_are_said_to_be_wrong(logged_in, sari, first, last, said):
    response = logged_in(sari).get("/petugas/dasbor/", {"dari": first, "sampai": last})
    assert response.status_code == 200
    assert said in response.content.decode()
    assert response.context["scope"].period.days == 90


@pytest.mark.parametrize("name", ["kategori", "tim", "petugas", "layanan", "kanal", "instansi"])
def test_a_filter_of_nothing_narrows_nothing(logged_in, sari, topic, name):
    response = logged_in(sari).get("/petugas/dasbor/", {name: "99999999999999999999"})
    assert response.context["scope"].narrowed == {}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/petugas/dasbor/tidak-ada/", 404),
        ("/petugas/dasbor/permintaan/ekspor/pdf/", 404),
        ("/petugas/dasbor/per-hari/?bagian=kemarin", 400),
        ("/petugas/dasbor/per-jam/?bagian=9e9", 400),
        ("/petugas/dasbor/per-jam/?bagian=99999999999999999999", 400),
        ("/petugas/dasbor/per-kategori/?bagian=tidak-ada", 200),
        ("/petugas/dasbor/permintaan/?sesudah=xyz", 200),
        ("/petugas/laporan/2026-13/", 404),
        ("/petugas/laporan/9999-01/", 404),
        ("/petugas/laporan/0-0/", 404),
    ],
)
def test_addresses_that_mean_nothing(logged_in, sari, address, status):
    assert logged_in(sari).get(address).status_code == status


def test_nothing_is_posted_here(logged_in, sari):
    for address in ("/petugas/dasbor/", "/petugas/dasbor/permintaan/", "/petugas/laporan/"):
        assert logged_in(sari).post(address).status_code == 405


def test_the_top_refreshes_only_when_something_happened(logged_in, sari, topic):
    officer = logged_in(sari)
    page = officer.get("/petugas/dasbor/")
    address = f"/petugas/dasbor/langsung/?{page.context['scope'].query}"
    known = {"versi": page.context["version"]}
    assert officer.get(address, query_params=None).status_code == 200
    assert officer.get(f"{address}&versi={known['versi']}").status_code == 204
    Post.objects.reply(topic, author=sari, body="Ini", status=Status.ANSWERED)
    fresh = officer.get(f"{address}&versi={known['versi']}")
    assert fresh.status_code == 200
    assert 'id="figures-live"' in fresh.content.decode()


def test_who_waits_longest_stands_on_top(logged_in, sari, ana, category, topic):
    factories.topic(ana, category, "Nomor dua")
    rows = logged_in(sari).get("/petugas/dasbor/").context["longest"]
    assert [row.matter.title for row in rows] == [topic.title, "Nomor dua"]


def test_pages_hold_fifty_rows_and_lead_to_the_rest(logged_in, sari, ana, category):
    for number in range(53):
        factories.topic(ana, category, f"Nomor {number}")
    officer = logged_in(sari)
    first = officer.get("/petugas/dasbor/permintaan/")
    assert (len(first.context["rows"]), first.context["count"]) == (50, 53)
    cursor = first.context["next_cursor"]
    rest = officer.get("/petugas/dasbor/permintaan/", {"sesudah": cursor})
    assert len(rest.context["rows"]) == 3


def test_a_hostile_title_stays_text(logged_in, sari, ana, category):
    factories.topic(ana, category, "<script>alert(1)</script>")
    for address in ("/petugas/dasbor/", "/petugas/dasbor/permintaan/"):
        assert "<script>alert(1)" not in logged_in(sari).get(address).content.decode()


def test_every_number_of_the_page_says_what_it_means(logged_in, sari, topic):
    response = logged_in(sari).get("/petugas/dasbor/")
    page, board = response.content.decode(), response.context["board"]
    # The nine elements are one chart, and mean the same.
    elements = {figure.slug for figure in rated.BY_ELEMENT[1:]}
    for slug in board.cells.keys() - elements:
        assert re.search(rf'id="(top-|time-)?definition-{slug}"', page), slug
    for slug in board.parts:
        kinds = slug.startswith("per-kanal")
        assert f'id="definition-{"per-kanal" if kinds else slug}"' in page, slug


def test_every_definition_stands_in_the_document_and_on_its_page(logged_in, sari):
    document = " ".join(DOCUMENT.read_text().split())
    for slug, figure in ALL.items():
        with translation.override("en"):
            words = f"`{slug}` | {figure.name} | {figure.definition} |"
        assert words in document, words
    named = {line.split("`")[1] for line in DOCUMENT.read_text().splitlines() if line[:3] == "| `"}
    assert named == set(ALL), "the document names a figure there is not"
    page = logged_in(sari).get("/petugas/dasbor/permintaan/").content.decode()
    assert "apa pun hasilnya" in page
