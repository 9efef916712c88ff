"""One release: its page, its moves, its publication and taking that back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pages import moment
from releases.models import Release
from releases.signals import release_published, release_withdrawn
from tests import factories


@pytest.fixture
def heard():
    """(signal, release) of what was told."""
    heard = []

    def published(release, **kwargs):
        heard.append(("published", release.pk))

    def withdrawn(release, **kwargs):
        heard.append(("withdrawn", release.pk))

    release_published.connect(published)
    release_withdrawn.connect(withdrawn)
    yield heard
    release_published.disconnect(published)
    release_withdrawn.disconnect(withdrawn)


def test_the_page_tells_everything(client, inflation):
    release = factories.release(
        inflation,
        "Inflasi Bandar Lampung",
        date(2026, 12, 1),
        region="1871",
        reference_from=date(2026, 11, 1),
        reference_until=date(2026, 11, 30),
        source_url="https://lampung.bps.go.id/id/pressrelease",
        summary="<b>Ringkasan</b>",
    )
    text = client.get(release.get_absolute_url()).content.decode()
    for piece in ("1 Desember 2026", "Bandar Lampung", "November 2026", release.source_url):
        assert piece in text
    assert "&lt;b&gt;Ringkasan" in text


def test_an_old_address_leads_on(client, release):
    page = client.get(f"/rilis/{release.pk}/judul-lama/")
    assert page.status_code == 301
    assert page.url == release.get_absolute_url()


def test_a_title_of_digits_is_no_month(client, inflation):
    release = factories.release(inflation, "11")
    assert client.get(release.get_absolute_url()).context["release"] == release


def test_a_day_that_moved_is_shown_with_its_reason(client, release, sari):
    first = release.planned_on
    assert release.revise(sari, "Libur Lebaran", planned_on=first + timedelta(days=3))
    assert not release.revise(sari, planned_on=first + timedelta(days=3))
    assert list(release.events.values_list("day", flat=True)) == [
        first,
        first + timedelta(days=3),
    ]
    assert "Libur Lebaran" in client.get(release.get_absolute_url()).content.decode()


def test_publishing_is_told_once(release, sari, heard, committed):
    with committed():
        assert release.publish(sari)
    with committed():
        assert not Release.objects.get(pk=release.pk).publish(sari)
    assert heard == [("published", release.pk)]
    assert release.events.filter(kind="published", by=sari).count() == 1


def test_what_came_out_long_ago_is_no_news(release, heard, committed):
    with committed():
        release.publish(at=moment.now() - timedelta(days=30))
    assert heard == []
    assert release.day == timezone.localdate() - timedelta(days=30)


def test_a_mistake_is_taken_back_for_a_day(release, sari, heard, committed):
    with committed():
        release.publish(sari)
        release.withdraw(sari)
    release.refresh_from_db()
    assert release.published_at is None
    assert heard[-1] == ("withdrawn", release.pk)
    with pytest.raises(PermissionDenied):
        release.withdraw(sari)
    release.publish(at=moment.now() - timedelta(days=2))
    with pytest.raises(PermissionDenied):
        release.withdraw(sari)


def test_there_is_no_such_release(client, db):
    assert client.get("/rilis/999/apa-saja/").status_code == 404
