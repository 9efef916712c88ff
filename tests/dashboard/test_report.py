"""The monthly report: the page, the file of all figures, and the command."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from dashboard.figures.registry import FIGURES
from dashboard.models import ReportSettings
from forum.models import Post
from pages import moment
from servicedesk.moves import Status
from tests import factories

OCTOBER = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)


@pytest.fixture
def month(ana, sari, category):
    """Two requests of October, one of them answered, and one of September; it is November."""
    for at, title in ((OCTOBER, "Harga beras"), (OCTOBER, "Produksi kopi")):
        with moment.at(at):
            topic = factories.topic(ana, category, title)
    with moment.at(OCTOBER.replace(month=9)):
        factories.topic(ana, category, "Sebelumnya")
    with moment.at(OCTOBER.replace(hour=3)):
        Post.objects.reply(topic, author=sari, body="Ini", status=Status.RESOLVED)
    with moment.at(NOW):
        yield


def report(client):
    return client.get("/petugas/laporan/2026-10/")


def test_it_counts_the_month_and_compares_it(month, logged_in, sari):
    page = report(logged_in(sari))
    shown = page.context["report"]
    assert (shown.requests.value, shown.requests.value_before) == ("2", "1")
    assert shown.kinds[0].numbers == [2, 0, 0, 0, 2]
    assert shown.cells["petugas-median-kerja"].reading.number == 3600
    assert "Oktober 2026" in page.content.decode()
    assert "1 jam" in page.content.decode()


def test_letterhead_and_signature_are_the_offices(month, logged_in, sari):
    ReportSettings.objects.create(
        letterhead="BADAN CONTOH",
        address="Jalan Contoh 1\nKota Contoh",
        place="Kota Contoh",
        signatory_role="Kepala",
        signatory_name="Ibu Contoh",
        signatory_number="123",
    )
    page = report(logged_in(sari)).content.decode()
    for words in ("BADAN CONTOH", "Jalan Contoh 1<br>Kota Contoh", "Kepala", "Ibu Contoh"):
        assert words in page
    assert "NIP 123" in page
    assert "Kota Contoh, 3 November 2026" in page


def test_without_settings_there_is_a_line_to_sign_on(month, logged_in, sari):
    assert "……" in report(logged_in(sari)).content.decode()


def test_the_list_goes_back_to_the_first_request(month, logged_in, sari):
    months = logged_in(sari).get("/petugas/laporan/").context["months"]
    assert [(row.first.year, row.first.month) for row in months] == [
        (2026, 11),
        (2026, 10),
        (2026, 9),
    ]


def test_an_office_without_requests_has_this_month(db, logged_in, sari):
    assert len(logged_in(sari).get("/petugas/laporan/").context["months"]) == 1


def test_a_month_to_come_has_no_report(month, logged_in, sari):
    assert logged_in(sari).get("/petugas/laporan/2026-12/").status_code == 404


def test_the_file_has_every_figure_as_the_report_shows_it(month, logged_in, sari):
    officer = logged_in(sari)
    text = officer.get("/petugas/laporan/2026-10/ekspor/csv/").content.decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    named = {row[0]: row for row in rows[rows.index([]) + 2 :]}
    shown = report(officer).context["report"].cells
    assert len(named) == len(FIGURES)
    for cell in shown.values():
        assert named[str(cell.figure.name)][1] == cell.value


def test_the_command_writes_a_file_that_needs_nothing_else(month, tmp_path, capsys):
    call_command("monthly_report", "2026-10", output=str(tmp_path / "laporan"))
    written = {path.suffix: path for path in (tmp_path / "laporan").iterdir()}
    assert set(written) == {".html", ".csv", ".xlsx"}
    page = written[".html"].read_text()
    assert "Oktober 2026" in page
    assert "@page" in page
    assert "/static/" not in page
    assert str(written[".html"]) in capsys.readouterr().out


def test_the_command_speaks_english_when_asked(month, tmp_path):
    call_command("monthly_report", "2026-10", output=str(tmp_path), language="en")
    assert "October 2026" in (tmp_path / "laporan-2026-10.html").read_text()


@pytest.mark.parametrize("month", ["2026", "2026-13", "Oktober", "2099-01", "../../x"])
def test_the_command_refuses_what_is_no_month(db, tmp_path, month):
    with pytest.raises(CommandError, match=r"no month|not begun"):
        call_command("monthly_report", month, output=str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_where_it_may_not_write(month, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="file"):
        call_command("monthly_report", "2026-10", output=str(tmp_path / "file"))
