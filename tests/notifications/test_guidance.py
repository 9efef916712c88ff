"""Notices of the office: told when they begin, to those who want it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from notices.models import Notice
from notifications.models import Notification, Preference
from pages import moment
from tests import factories


@pytest.fixture
def write(logged_in, sari, committed):
    """An officer writes a notice through the page."""

    def write(**more):
        data = {
            "kind": "guidance",
            "title": "Cara meminta data mikro",
            "body": "Isi **formulir**.",
            "valid_from": moment.today().isoformat(),
        }
        with committed():
            page = logged_in(sari).post("/petugas/pengumuman/baru/", data | more)
        assert page.status_code == 302
        return Notice.objects.latest("pk")

    return write


def told():
    rows = Notification.objects.filter(kind="guidance", is_shown=True)
    return sorted(rows.values_list("recipient__display_name", flat=True))


def sweep(after=timedelta(0)):
    with moment.at(moment.now() + after):
        call_command("notify_pending", verbosity=0)


def test_members_hear_of_it_at_the_bell_and_get_no_letter(write, ana, ben, sari, logged_in):
    notice = write()
    sweep()
    assert told() == ["Ana", "Ben"], "not whoever wrote it"
    assert mail.outbox == []
    assert (
        "Panduan: “Cara meminta data mikro”" in logged_in(ana).get("/notifikasi/").content.decode()
    )
    row = Notification.objects.filter(recipient=ana).get()
    assert row.get_absolute_url() == notice.get_absolute_url()


def test_letters_for_those_who_want_them(write, ana, ben):
    Preference.objects.choose(ana, "guidance", "email", "now")
    Preference.objects.choose(ben, "guidance", "bell", "off")
    write()
    assert told() == ["Ana"]
    (letter,) = mail.outbox
    assert letter.to == ["ana@example.org"]
    assert "<strong>formulir</strong>" in letter.alternatives[0][0]


def test_one_that_begins_later_is_told_then(write, ana):
    write(valid_from=(moment.today() + timedelta(days=5)).isoformat())
    sweep()
    assert told() == []
    sweep(timedelta(days=5))
    sweep(timedelta(days=6))
    assert told() == ["Ana"]


def test_one_that_was_ended_before_is_not_told(write, ana, sari):
    notice = write(valid_from=(moment.today() + timedelta(days=2)).isoformat())
    notice.end(sari)
    sweep(timedelta(days=2))
    assert told() == []


def test_what_was_missed_is_found_and_a_change_tells_nobody_again(ana, sari, committed, logged_in):
    notice = Notice(title="Libur", body="Kantor tutup.", valid_from=moment.today())
    notice.write(sari)
    assert told() == []
    sweep()
    with committed():
        notice.title = "Libur bersama"
        notice.write(sari)
    sweep()
    assert told() == ["Ana"]


def test_whoever_joins_later_is_not_told(write, ana):
    write()
    factories.member("ben")
    sweep()
    assert told() == ["Ana"]


def test_what_is_no_longer_valid_can_still_be_read(write, ana, sari, logged_in):
    write().end(sari)
    page = logged_in(ana).get("/notifikasi/").content.decode()
    assert "Cara meminta data mikro" in page
