"""Notices: on the home page while they are valid, written by officers."""

from datetime import timedelta

import pytest

from notices.models import Notice
from pages import moment


def notice(sari, title, first=0, last=None, **more):
    """Valid from `first` to `last`, in days from today."""
    day = moment.today()
    made = Notice(
        title=title,
        body="Kantor **tutup**.",
        valid_from=day + timedelta(days=first),
        valid_until=None if last is None else day + timedelta(days=last),
        **more,
    )
    made.write(sari)
    return made


@pytest.fixture
def desk(sari, logged_in):
    return logged_in(sari)


def filled(**more):
    return {
        "kind": "guidance",
        "title": "Cara meminta data",
        "body": "Sebutkan *wilayah*.",
        "link": "",
        "valid_from": "2026-11-01",
        "valid_until": "",
        **more,
    }


def test_the_home_page_shows_what_is_valid(client, sari):
    for title, first, last in (
        ("Hari ini", 0, 0),
        ("Terbuka", -9, None),
        ("Nanti", 1, 9),
        ("Sudah lama", -9, -1),
    ):
        notice(sari, title, first, last)
    text = client.get("/").content.decode()
    assert "Hari ini" in text
    assert "Terbuka" in text
    assert "<strong>tutup</strong>" in text
    assert "Nanti" not in text
    assert "Sudah lama" not in text


def test_the_three_newest_only(client, sari):
    for number in range(4):
        notice(sari, f"Kabar {number}", first=number - 5)
    text = client.get("/").content.decode()
    assert [f"Kabar {number}" in text for number in range(4)] == [False, True, True, True]


def test_a_reader_puts_one_away_in_their_browser(client, logged_in, ana, sari):
    kept, away = notice(sari, "Tetap"), notice(sari, "Pergi")
    assert client.post(f"/pengumuman/{away.pk}/tutup/").url == "/"
    text = client.get("/").content.decode()
    assert kept.title in text
    assert away.title not in text
    assert away.title in logged_in(ana).get("/").content.decode()
    assert away.title in client.get("/pengumuman/").content.decode()


@pytest.mark.parametrize("cookie", ["x", "0-x", "-", "9" * 500, "²"])
def test_a_strange_cookie_does_no_harm(client, sari, cookie):
    notice(sari, "Kabar")
    client.cookies["pengumuman_ditutup"] = cookie
    assert "Kabar" in client.get("/").content.decode()


def test_the_list_holds_the_valid_and_the_past(client, sari):
    for number in range(25):
        notice(sari, f"Lama {number}", first=-90, last=-1)
    notice(sari, "Kini")
    notice(sari, "Nanti", first=1)
    page = client.get("/pengumuman/")
    text = page.content.decode()
    assert "Kini" in text
    assert "Nanti" not in text
    assert len(page.context["page"].rows) == 20
    rest = client.get("/pengumuman/", {"sesudah": page.context["page"].next_cursor})
    assert len(rest.context["page"].rows) == 5
    assert "Kini" not in rest.content.decode()


def test_only_officers_read_what_is_not_valid_yet(client, logged_in, ana, desk, sari):
    coming = notice(sari, "Nanti", first=1)
    for reader, status in ((client, 404), (logged_in(ana), 404), (desk, 200)):
        assert reader.get(coming.get_absolute_url()).status_code == status


def test_the_feed(client, sari):
    notice(sari, "Kini")
    notice(sari, "Nanti", first=1)
    text = client.get("/pengumuman/atom/").content.decode()
    assert "Kini" in text
    assert "Nanti" not in text


def test_writing_and_changing_one(desk, sari, dewi, logged_in):
    assert desk.post("/petugas/pengumuman/baru/", filled()).url == "/petugas/pengumuman/"
    made = Notice.objects.get()
    assert made.created_by == sari
    other = logged_in(dewi)
    other.post(f"/petugas/pengumuman/{made.pk}/ubah/", filled(title="Judul lain"))
    made.refresh_from_db()
    assert (made.title, made.created_by) == ("Judul lain", sari)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "!"}, "title"),
        ({"body": ""}, "body"),
        ({"body": "x" * 20_001}, "body"),
        ({"kind": "x"}, "kind"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"valid_from": ""}, "valid_from"),
        ({"valid_until": "2026-10-31"}, "valid_until"),
    ],
)
def test_bad_input_is_said_and_kept(desk, wrong, field):
    page = desk.post("/petugas/pengumuman/baru/", filled(**wrong))
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Notice.objects.exists()


def test_one_is_ended_before_its_time(client, desk, sari):
    made = notice(sari, "Kabar")
    for _time in range(2):
        desk.post(f"/petugas/pengumuman/{made.pk}/akhir/")
    assert made.title not in client.get("/").content.decode()
    assert "tidak berlaku lagi" in client.get(made.get_absolute_url()).content.decode()


def test_members_write_none(client, logged_in, ana, sari):
    made = notice(sari, "Kabar")
    for address in ("baru/", f"{made.pk}/ubah/", f"{made.pk}/akhir/"):
        assert logged_in(ana).post(f"/petugas/pengumuman/{address}", filled()).status_code == 403
        assert client.post(f"/petugas/pengumuman/{address}", filled()).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.ended_at) == ("Kabar", None)
