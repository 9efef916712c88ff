"""Releases come in as a table: shown first, then done, or nothing."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pages import moment
from releases.models import Release, ReleaseEvent
from tests import factories

ADDRESS = "/petugas/rilis/impor/"
HEADER = ("title", "subject", "region", "planned_on", "reference_from", "reference_until")


def table(*rows, header=HEADER):
    target = io.StringIO()
    csv.writer(target, delimiter=";").writerows([header, *rows])
    return target.getvalue().encode()


def send(browser, data):
    return browser.post(ADDRESS, {"file": SimpleUploadedFile("rilis.csv", data)})


def go_on(browser, page):
    return browser.post(ADDRESS, {"staged": page.context["staged"]})


ROW = ("Inflasi Desember", "inflasi", "Bandar Lampung", "04/01/2027", "2026-12-01", "2026-12-31")


def test_a_dry_run_first_then_the_import(desk, sari, inflation):
    page = send(desk, table(ROW))
    assert len(page.context["plan"].new) == 1
    assert not Release.objects.exists()
    assert go_on(desk, page).url == "/petugas/rilis/"
    release = Release.objects.get()
    assert (release.region, release.planned_on) == ("1871", date(2027, 1, 4))
    assert release.events.get().by == sari
    again = send(desk, table(ROW))
    assert (again.context["plan"].unchanged, again.context["staged"]) == (1, "")


def test_a_row_changes_the_release_it_names(desk, inflation):
    go_on(desk, send(desk, table(ROW)))
    moved = (*ROW[:3], "2027-01-06", *ROW[4:])
    page = send(desk, table(moved))
    assert page.context["plan"].changed[0].differences == [
        ("planned_on", "2027-01-04", "2027-01-06")
    ]
    go_on(desk, page)
    assert Release.objects.get().events.count() == 2


def test_what_came_out_is_published_by_the_way(desk, inflation):
    header = ("title", "subject", "planned_on", "published_on")
    yesterday = moment.today() - timedelta(days=1)
    row = ("Inflasi lama", "Inflasi", yesterday.isoformat(), yesterday.isoformat())
    go_on(desk, send(desk, table(row, header=header)))
    assert Release.objects.get().day == yesterday


def test_the_export_comes_back_unchanged(desk, inflation, poverty):
    factories.release(inflation, "=1+1", region="1871", source_url="https://bps.go.id")
    factories.release(poverty, "Kemiskinan").publish()
    exported = desk.get("/petugas/rilis/ekspor/")
    assert "attachment" in exported["Content-Disposition"]
    assert send(desk, exported.content).context["plan"].unchanged == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("", *ROW[1:]), "title"),
        ((ROW[0], "entah", *ROW[2:]), "subject"),
        ((*ROW[:2], "Atlantis", *ROW[3:]), "region"),
        ((*ROW[:3], "31/31/2027", *ROW[4:]), "planned_on"),
        ((*ROW[:3], "", *ROW[4:]), "planned_on"),
        ((*ROW[:4], "", ROW[5]), "reference_from"),
        ((*ROW[:4], "2027-01-01", "2026-12-31"), "reference_until"),
    ],
)
def test_anything_wrong_and_nothing_is_done(desk, inflation, row, column):
    page = send(desk, table(row, ROW))
    assert page.status_code == 422
    assert (page.context["faults"][0].line, page.context["faults"][0].column) == (2, column)
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        table(),
        table(("a",), header=("title",)),
        table(ROW, ROW),
        table(("x", *ROW), header=("id", *HEADER)),
        table(("9", *ROW), header=("id", *HEADER)),
        table((*ROW, "2999-01-01"), header=(*HEADER, "published_on")),
        table((*ROW, "javascript:alert(1)"), header=(*HEADER, "source_url")),
    ],
)
def test_files_that_are_refused(desk, inflation, data):
    assert send(desk, data).status_code == 422
    assert not Release.objects.exists()


def test_one_that_would_be_like_another_is_refused(desk, inflation, poverty):
    go_on(desk, send(desk, table(ROW)))
    other = factories.release(inflation, "Lain", region="1871")
    page = send(desk, table((other.pk, *ROW), header=("id", *HEADER)))
    assert page.status_code == 422


def test_a_release_changed_meanwhile_stops_all_of_it(desk, sari, inflation, release):
    moved = (release.pk, release.title, "inflasi", "2027-02-01")
    new = ("", "Baru", "inflasi", "2027-02-01")
    page = send(desk, table(new, moved, header=("id", "title", "subject", "planned_on")))
    release.revise(sari, title="Judul lain")
    assert go_on(desk, page).status_code == 409
    assert Release.objects.count() == 1
    assert ReleaseEvent.objects.count() == 1


def test_a_review_is_its_readers_own(desk, dewi, logged_in, inflation):
    page = send(desk, table(ROW))
    assert go_on(logged_in(dewi), page).status_code == 409
    assert desk.post(ADDRESS, {"staged": "W10:x:y"}).status_code == 409
    assert desk.post(ADDRESS, {}).status_code == 422
    assert not Release.objects.exists()


def test_members_import_nothing(client, logged_in, ana, inflation):
    assert send(logged_in(ana), table(ROW)).status_code == 403
    assert send(client, table(ROW)).status_code == 302
