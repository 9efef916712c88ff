"""Officers plan, change, publish, take back and delete releases, and keep the subjects."""

from datetime import timedelta

import pytest

from pages import moment
from releases.models import Release, Subject
from tests import factories


def form_of(browser, address):
    """What the form holds, as a browser would send it."""
    form = browser.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def filled(inflation, **more):
    return {
        "title": "Inflasi Lampung",
        "subject": inflation.pk,
        "region": "1871",
        "planned_on": "2027-01-04",
        "reference_from": "2026-12-01",
        "reference_until": "2026-12-31",
        "source_url": "",
        "summary": "",
        **more,
    }


def test_planning_one(desk, sari, inflation):
    answer = desk.post("/petugas/rilis/baru/", filled(inflation))
    release = Release.objects.get()
    assert answer.url == release.get_absolute_url()
    assert release.period == "Desember 2026"
    assert release.events.get().by == sari
    assert release.title in desk.get("/petugas/rilis/").content.decode()


def test_the_next_of_a_series_begins_with_what_the_last_one_says(desk, release):
    form = desk.get(f"/petugas/rilis/baru/?dari={release.pk}").context["form"]
    assert form["title"].value() == release.title
    assert desk.get("/petugas/rilis/baru/?dari=x").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "?!"}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"subject": "999"}, "subject"),
        ({"region": "9999"}, "region"),
        ({"planned_on": "besok"}, "planned_on"),
        ({"reference_from": ""}, "reference_from"),
        ({"reference_until": "2026-11-30"}, "reference_until"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_bad_input_is_said_and_nothing_is_lost(desk, inflation, wrong, field):
    page = desk.post("/petugas/rilis/baru/", filled(inflation, **wrong))
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Release.objects.exists()


def test_one_release_per_period(desk, inflation):
    desk.post("/petugas/rilis/baru/", filled(inflation))
    page = desk.post("/petugas/rilis/baru/", filled(inflation, title="Lain"))
    assert page.status_code == 422
    assert "Sudah ada rilis" in page.content.decode()
    assert desk.post("/petugas/rilis/baru/", filled(inflation, region="1872")).status_code == 302


def test_moving_the_day(desk, release, sari):
    address = f"/petugas/rilis/{release.pk}/ubah/"
    later = release.planned_on + timedelta(days=1)
    data = {**form_of(desk, address), "planned_on": later.isoformat(), "note": "Libur"}
    assert desk.post(address, data).status_code == 302
    moved = release.events.last()
    assert (moved.day, moved.note, moved.by) == (later, "Libur", sari)


def test_somebody_elses_change_is_not_overwritten(desk, release, dewi):
    address = f"/petugas/rilis/{release.pk}/ubah/"
    data = form_of(desk, address)
    release.revise(dewi, title="Judul Dewi")
    page = desk.post(address, {**data, "title": "Judul Sari"})
    assert page.status_code == 422
    assert "Judul Sari" in page.content.decode()
    release.refresh_from_db()
    assert release.title == "Judul Dewi"


def test_publishing_and_taking_it_back(desk, release):
    publish = f"/petugas/rilis/{release.pk}/penerbitan/"
    withdraw = f"/petugas/rilis/{release.pk}/penarikan/"
    assert desk.post(publish).url == release.get_absolute_url()
    desk.post(publish)
    assert "Batalkan penerbitan" in desk.get(release.get_absolute_url()).content.decode()
    desk.post(withdraw)
    release.refresh_from_db()
    assert release.published_at is None
    assert [event.kind for event in release.events.all()] == ["planned", "published", "withdrawn"]
    page = desk.post(withdraw, follow=True)
    assert "tidak dapat dibatalkan lagi" in page.content.decode()


def test_deleting_what_was_entered_by_mistake(desk, release, topic, sari):
    address = f"/petugas/rilis/{release.pk}/penghapusan/"
    topic.wait_for(release, sari)
    desk.post(address)
    assert Release.objects.exists(), "a topic waits for it"
    topic.wait_for(None, sari)
    release.publish(sari)
    desk.post(address)
    release.withdraw(sari)
    desk.post(address)
    assert Release.objects.exists(), "it was public"
    other = factories.release(release.subject, "Salah")
    assert desk.post(f"/petugas/rilis/{other.pk}/penghapusan/").url == "/petugas/rilis/"
    assert not Release.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("act", ["penerbitan", "penarikan", "penghapusan"])
def test_members_and_strangers_do_nothing(client, logged_in, ana, release, act):
    address = f"/petugas/rilis/{release.pk}/{act}/"
    assert logged_in(ana).post(address).status_code == 403
    assert client.post(address).status_code == 302
    release.refresh_from_db()
    assert release.published_at is None


def test_the_public_sees_no_act(client, logged_in, ana, release):
    for reader in (client, logged_in(ana)):
        assert "/petugas/" not in reader.get(release.get_absolute_url()).content.decode()


def test_a_subject_is_added_and_moved(desk, inflation, poverty):
    desk.post("/petugas/rilis/subjek/baru/", {"name": "Inflasi Inti", "parent": inflation.pk})
    core = Subject.objects.get(name="Inflasi Inti")
    assert (core.slug, core.parent) == ("inflasi-inti", inflation)
    desk.post(f"/petugas/rilis/subjek/{core.pk}/ubah/", {"name": "Inti", "parent": poverty.pk})
    core.refresh_from_db()
    assert (core.name, core.slug, core.parent) == ("Inti", "inflasi-inti", poverty)


@pytest.mark.parametrize("data", [{"name": ""}, {"name": "KEMISKINAN"}, {"name": "?"}])
def test_a_subject_without_a_name_of_its_own(desk, poverty, data):
    assert desk.post("/petugas/rilis/subjek/baru/", data).status_code == 422


def test_no_subject_is_a_part_of_its_parts(desk, economy, inflation):
    data = {"name": "Ekonomi", "parent": inflation.pk}
    page = desk.post(f"/petugas/rilis/subjek/{economy.pk}/ubah/", data)
    assert page.status_code == 422
    economy.refresh_from_db()
    assert economy.parent is None


def test_what_is_late_comes_first(desk, release, inflation):
    late = factories.release(inflation, "Terlambat", moment.today() - timedelta(days=1))
    assert desk.get("/petugas/rilis/").context["page"].rows == [late, release]
