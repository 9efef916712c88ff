"""The iCalendar and Atom feeds, and how they are asked again."""

import re
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from pages import moment
from tests import factories


def events(client, address="/rilis/kalender.ics"):
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.content).events}


def entries(client, address="/rilis/atom/"):
    text = client.get(address).content.decode()
    return re.findall(r"<entry><title>(.*?)</title>", text)


def test_an_event_lasts_its_day_and_keeps_its_uid(client, release, sari, settings):
    settings.SITE_URL = "https://tanya.example.go.id"
    before = events(client)[release.title]
    assert before["uid"] == f"rilis-{release.pk}@tanya.example.go.id"
    assert before["dtstart"].dt == release.planned_on
    assert before["dtend"].dt == release.planned_on + timedelta(days=1)
    assert (before["sequence"], before["status"]) == (0, "TENTATIVE")
    assert before["url"] == settings.SITE_URL + release.get_absolute_url()
    release.revise(sari, planned_on=release.planned_on + timedelta(days=2))
    after = events(client)[release.title]
    assert after["uid"] == before["uid"]
    assert after["sequence"] == 1
    assert after["last-modified"].dt >= before["last-modified"].dt
    release.publish(sari)
    assert events(client)[release.title]["dtstart"].dt == moment.today()


def test_a_title_with_commas_and_line_ends_stays_one_event(client, inflation):
    title = "Inflasi, IHK; dan lain-lain\\n" + "x" * 200
    factories.release(inflation, title)
    assert list(events(client)) == [title]


def test_of_a_subject_and_of_a_region(client, economy, inflation, poverty):
    factories.release(inflation, "Inflasi")
    factories.release(poverty, "Kemiskinan Metro", region="1872")
    assert list(events(client, "/rilis/subjek/ekonomi/kalender.ics")) == ["Inflasi"]
    assert len(events(client, "/rilis/wilayah/1872/kalender.ics")) == 2
    assert list(events(client, "/rilis/wilayah/1871/kalender.ics")) == ["Inflasi"]


def test_atom_tells_what_came_out(client, release, poverty):
    assert entries(client) == []
    release.publish()
    factories.release(poverty, "Kemiskinan", date(2026, 9, 1)).publish(
        at=moment.now() - timedelta(days=80)
    )
    assert entries(client) == [release.title, "Kemiskinan"]
    assert entries(client, "/rilis/subjek/ekonomi/atom/") == [release.title]


@pytest.mark.parametrize("address", ["/rilis/kalender.ics", "/rilis/atom/", "/pengumuman/atom/"])
def test_who_has_it_is_told_so(client, release, address):
    release.publish()
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    english = {"if-none-match": first["ETag"], "cookie": "django_language=en"}
    assert client.get(address, headers=english).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/rilis/kalender.ics", "/rilis/atom/"])
def test_a_change_or_a_deletion_makes_it_new(client, release, inflation, address):
    other = factories.release(inflation, "Lain")
    for row in (release, other):
        row.publish()
    etag = client.get(address)["ETag"]
    since = client.get(address)["Last-Modified"]
    assert client.get(address, headers={"if-modified-since": since}).status_code == 304
    release.revise(None, title="Judul lain")
    changed = client.get(address, headers={"if-none-match": etag})
    assert changed.status_code == 200
    other.delete()
    assert client.get(address, headers={"if-none-match": changed["ETag"]}).status_code == 200


def test_feeds_of_what_is_not_there(client, db):
    for address in ("subjek/tidak-ada/kalender.ics", "subjek/tidak-ada/atom/", "wilayah/0/atom/"):
        assert client.get(f"/rilis/{address}").status_code == 404
