"""Topics that wait for a release, and come back to the queue when it is out."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from forum import awaiting
from pages import moment
from servicedesk.models import Ticket
from servicedesk.moves import Status
from tests import factories


@pytest.fixture
def release(db):
    return factories.release(factories.subject("Kemiskinan"), "Profil Kemiskinan Lampung")


@pytest.fixture
def waiting(topic, release, sari):
    topic.wait_for(release, sari)
    return topic


def status_of(topic):
    return Ticket.objects.get(pk=topic.ticket_id).status


def test_an_officer_names_the_release_with_the_status(logged_in, sari, client, topic, release):
    data = {"status": Status.WAITING_RELEASE, "release": release.pk}
    assert logged_in(sari).post(f"/petugas/topik/{topic.pk}/status/", data).status_code == 302
    text = client.get(topic.get_absolute_url()).content.decode()
    assert "Menunggu rilis:" in text
    assert release.get_absolute_url() in text
    assert topic.title in client.get(release.get_absolute_url()).content.decode()


def test_the_panel_offers_what_is_planned(logged_in, sari, topic, release):
    officer = logged_in(sari)
    panel = officer.get(f"/petugas/topik/{topic.pk}/konteks/").content.decode()
    assert f'<option value="{release.pk}">' in panel
    topic.wait_for(release, sari)
    panel = officer.get(f"/petugas/topik/{topic.pk}/konteks/").content.decode()
    assert f'<option value="{release.pk}" selected>' in panel
    topic.ticket.refresh_from_db()
    topic.ticket.move(Status.CLOSED, sari)
    assert "Tunggu rilis" not in officer.get(f"/petugas/topik/{topic.pk}/konteks/").content.decode()


def test_the_release_may_be_named_later_and_changed(logged_in, sari, topic, release):
    address = f"/petugas/topik/{topic.pk}/status/"
    officer = logged_in(sari)
    officer.post(address, {"status": Status.WAITING_RELEASE})
    assert topic.ticket.status_changes.count() == 1
    officer.post(address, {"status": Status.WAITING_RELEASE, "release": release.pk})
    topic.refresh_from_db()
    assert topic.awaited_release == release
    assert topic.ticket.status_changes.count() == 1


def test_only_what_waits_names_a_release(logged_in, sari, topic, release):
    data = {"status": Status.IN_PROGRESS, "release": release.pk}
    logged_in(sari).post(f"/petugas/topik/{topic.pk}/status/", data)
    topic.refresh_from_db()
    assert (status_of(topic), topic.awaited_release) == (Status.IN_PROGRESS, None)


def test_what_is_out_cannot_be_waited_for(logged_in, sari, topic, release):
    release.publish(sari)
    data = {"status": Status.WAITING_RELEASE, "release": release.pk}
    logged_in(sari).post(f"/petugas/topik/{topic.pk}/status/", data)
    assert status_of(topic) == Status.NEW


def test_members_name_none(logged_in, ana, topic, release):
    data = {"status": Status.WAITING_RELEASE, "release": release.pk}
    assert logged_in(ana).post(f"/petugas/topik/{topic.pk}/status/", data).status_code == 403


def test_publishing_returns_the_topic(waiting, release, sari, bot, committed, client):
    with committed():
        release.publish(sari)
    assert status_of(waiting) == Status.IN_PROGRESS
    change = waiting.ticket.status_changes.last()
    assert (change.by, change.by_officer) == (bot, False)
    assert release.title in change.note
    assert waiting.ticket.due_at is not None
    assert "sudah terbit" in client.get(waiting.get_absolute_url()).content.decode()


def test_what_somebody_moved_meanwhile_stays(waiting, release, sari, committed):
    waiting.ticket.move(Status.ANSWERED, sari)
    with committed():
        release.publish(sari)
    assert status_of(waiting) == Status.ANSWERED


def test_the_sweeper_finds_what_was_missed_once(waiting, release, sari, ana, category):
    other = factories.topic(ana, category, "Luas panen padi tahun ini")
    other.wait_for(None, sari)
    release.publish(at=moment.now() - timedelta(days=9))
    out = StringIO()
    for _time in range(2):
        call_command("return_topics", stdout=out)
    assert [line[0] for line in out.getvalue().splitlines()] == ["1", "0"]
    assert (status_of(waiting), status_of(other)) == (Status.IN_PROGRESS, Status.WAITING_RELEASE)
    assert waiting.ticket.status_changes.count() == 2


def test_nothing_is_swept_before_the_day(waiting):
    assert awaiting.sweep() == 0


def test_hidden_topics_are_not_shown_with_the_release(client, waiting, release):
    waiting.state = "hidden"
    waiting.save()
    assert waiting.title not in client.get(release.get_absolute_url()).content.decode()
