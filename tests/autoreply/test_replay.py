"""A draft run over past questions: what would change, with progress, cancel and interruption."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from autoreply import curation, editing, replaying
from autoreply.models import Lookup, Replay
from autoreply.models.job import CancelledError
from pages import moment
from tests import factories

KNOWN = "jumlah penduduk lampung selatan 2023"
UNKNOWN = "peta kebun kopi robusta di mana"


@pytest.fixture
def past(answer, ana, category, committed):
    """A question that was answered (and helped), one that was not, and one only typed."""
    with committed():
        topic = factories.topic(ana, category, KNOWN)
        factories.topic(ana, category, UNKNOWN)
    factories.feedback(topic, helped=True)
    Lookup.objects.record("", "lokasi kebun kopi robusta", answers=0, topics=0)


@pytest.fixture
def coffee(category, dewi):
    """A draft that would answer what is not answered now."""
    content = editing.blank() | {
        "question": "Di mana peta kebun kopi?",
        "body": "Pada dinas perkebunan.",
        "category": category.slug,
        "review_on": "2028-01-01",
        "examples": [UNKNOWN, "lokasi kebun kopi robusta"],
    }
    return curation.start(content, dewi)


def begin(browser, version, **data):
    today = moment.today()
    data = {"since": today - timedelta(days=30), "until": today, "with_lookups": "on"} | data
    return browser.post(reverse("autoreply:replay_new", args=[version.pk]), data)


def rows(replay):
    return {(row.question, row.kind) for row in replay.changes.all()}


@pytest.mark.parametrize("sample", [{}, {"sample": "1"}])
def test_what_a_new_answer_would_take_on(past, coffee, dewi, logged_in, committed, sample):
    with committed():
        page = begin(logged_in(dewi), coffee, **sample)
    replay = Replay.objects.get()
    assert page.url == reverse("autoreply:replay", args=[replay.pk])
    assert (replay.state, replay.total, replay.done) == ("done", 3, 3)
    assert rows(replay) == {(UNKNOWN, "new"), ("lokasi kebun kopi robusta", "new")}
    shown = logged_in(dewi).get(page.url).content.decode()
    assert UNKNOWN in shown
    assert "Di mana peta kebun kopi?" in shown


def test_what_would_be_lost_is_shown_with_what_the_asker_said(
    past, answer, dewi, logged_in, committed
):
    version = curation.draft_of(answer, dewi)
    content = version.content | {"examples": [], "question": "Kopi robusta", "body": "-"}
    curation.write(version, content, dewi, base=curation.base_of(version), note="")
    with committed():
        begin(logged_in(dewi), version)
    replay = Replay.objects.get()
    lost = replay.changes.get(kind="lost")
    assert (lost.question, lost.before, lost.after, lost.helped) == (KNOWN, answer, None, True)
    url = reverse("autoreply:replay", args=[replay.pk])
    assert KNOWN in logged_in(dewi).get(url, {"jenis": "lost"}).content.decode()
    assert logged_in(dewi).get(url, {"jenis": "entah", "sesudah": "x"}).status_code == 200


def test_without_lookups_and_outside_the_period_nothing_is_run(
    past, coffee, dewi, logged_in, committed
):
    tomorrow = moment.today() + timedelta(days=1)
    with committed():
        begin(logged_in(dewi), coffee, with_lookups="")
        begin(logged_in(dewi), coffee, since=tomorrow, until=tomorrow)
    assert sorted(Replay.objects.values_list("total", flat=True)) == [0, 2]
    assert begin(logged_in(dewi), coffee, until="2020-01-01").status_code == 422


def waiting(version, user):
    today = moment.today()
    return Replay.objects.create(version=version, since=today, until=today, started_by=user)


def test_a_cancelled_replay_stops_and_is_not_begun_again(past, coffee, dewi, logged_in):
    replay = waiting(coffee, dewi)
    logged_in(dewi).post(reverse("autoreply:replay_end", args=[replay.pk]))
    call_command("replay", str(replay.pk))
    replay.refresh_from_db()
    assert (replay.state, replay.done) == ("cancelled", 0)


def test_cancelling_a_running_one_is_seen_at_the_next_report(past, coffee, dewi):
    replay = waiting(coffee, dewi)
    assert replay.begin(10)
    replay.cancel()
    with pytest.raises(CancelledError):
        replay.report(5)
    replay.end()
    replay.refresh_from_db()
    assert replay.state == "cancelled"


def test_one_process_does_the_work_and_a_dead_one_is_told(coffee, dewi, logged_in):
    replay = waiting(coffee, dewi)
    assert replay.begin(10)
    assert not Replay.objects.get().begin(10)
    page = logged_in(dewi).get(reverse("autoreply:replay", args=[replay.pk]))
    assert 'http-equiv="refresh"' in page.content.decode()
    Replay.objects.update(touched_at=moment.now() - timedelta(minutes=5))
    page = logged_in(dewi).get(reverse("autoreply:replay", args=[replay.pk]))
    assert 'http-equiv="refresh"' not in page.content.decode()


def test_a_failure_is_told(past, coffee, dewi, monkeypatch):
    replay = waiting(coffee, dewi)
    type(coffee).objects.filter(pk=coffee.pk).update(content={})
    replay.refresh_from_db()
    with pytest.raises(KeyError):
        replaying.run(replay)
    replay.refresh_from_db()
    assert (replay.state, replay.failure) == ("failed", "KeyError")


def test_a_sample_is_spread_and_the_same_each_time(answer, ana, category, dewi, monkeypatch):
    monkeypatch.setattr(replaying, "SAMPLE", 3)
    for number in range(9):
        Lookup.objects.record("", f"{number} kopi", answers=0, topics=0)
    replay = waiting(answer.version, dewi)
    replay.is_sample = True
    texts = [question.text for question in replaying._questions(replay)]
    assert texts == [question.text for question in replaying._questions(replay)]
    assert [text[0] for text in texts] == ["0", "3", "6"]


def test_an_unknown_replay_is_an_error(db):
    with pytest.raises(CommandError, match="no replay 99"):
        call_command("replay", "99")
