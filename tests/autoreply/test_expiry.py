"""Answers bound to a release series: overtaken, waiting, brought up to date."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from autoreply import alerts, curation, editing, engine, expiry
from autoreply.models import Answer
from pages import moment
from releases.models import Release, Subject
from tests import factories

QUESTION = "jumlah penduduk lampung selatan 2023"


@pytest.fixture
def series(db):
    return Subject.objects.create(slug="penduduk", name="Penduduk")


@pytest.fixture
def release(series):
    """Newer data, planned for a week from now."""
    return Release.objects.create(
        subject=series,
        title="Penduduk 2026",
        reference_from=date(2026, 1, 1),
        reference_until=date(2026, 12, 31),
        planned_on=moment.today() + timedelta(days=7),
    )


@pytest.fixture
def bound(answer, series):
    def bound(when):
        Answer.objects.update(
            subject=series, reference_until=date(2025, 12, 31), when_overtaken=when
        )
        answer.refresh_from_db()
        answer.save()
        return answer

    return bound


def in_a_week():
    return moment.at(moment.now() + timedelta(days=8))


def test_nothing_happens_before_the_day(bound, release):
    bound("stop")
    assert expiry.sweep() == 0
    assert engine.judge(engine.rank(QUESTION)).kind == "answer"


def test_on_the_day_it_stops_answering_and_readers_are_told_to_wait(bound, release, client):
    answer = bound("stop")
    with in_a_week():
        call_command("expire_answers", verbosity=0)
        call_command("expire_answers", verbosity=0)
        assert engine.judge(engine.rank(QUESTION)).kind == "silent"
        page = client.get(answer.get_absolute_url()).content.decode()
    assert "Menunggu rilis" in page
    assert "Penduduk 2026" in page


def test_or_it_goes_on_and_says_so(bound, release, ana, category, committed):
    bound("say")
    with in_a_week():
        expiry.sweep()
        with committed():
            topic = factories.topic(ana, category, QUESTION)
        assert "Menunggu rilis" in topic.decision.post.body


def test_publishing_the_release_puts_it_on_the_curators_list(
    bound, release, committed, dewi, logged_in
):
    answer = bound("say")
    with committed():
        release.publish()
        release.publish()
    assert [alert.kind for alert in alerts.of(answer)] == ["overtaken"]
    page = logged_in(dewi).get(reverse("autoreply:attention")).content.decode()
    assert "Penduduk 2026" in page


def test_an_answer_brought_up_to_date_answers_again(bound, release, committed, dewi, sari):
    answer = bound("stop")
    with committed():
        release.publish()
    assert engine.judge(engine.rank(QUESTION)).kind == "silent"
    version = curation.draft_of(answer, dewi)
    content = editing.content_of(answer) | {"reference_until": "2026-12-31"}
    curation.write(version, content, dewi, base=curation.base_of(version), note="")
    curation.publish(version, sari)
    assert engine.judge(engine.rank(QUESTION)).kind == "answer"
    assert alerts.listed() == []


def test_a_publication_taken_back_no_longer_overtakes(bound, release, committed, sari):
    answer = bound("say")
    with committed():
        release.publish(sari)
    assert Answer.objects.get(pk=answer.pk).overtaken_by == release
    with committed():
        release.withdraw(sari)
    assert Answer.objects.get(pk=answer.pk).overtaken_by is None


def test_going_back_to_old_data_is_overtaken_at_once(bound, release, committed, dewi):
    answer = bound("say")
    with committed():
        release.publish()
    curation.confirm(answer, dewi, moment.today() + timedelta(days=90))
    assert Answer.objects.get().overtaken_by == release


def test_the_administrator_publishes_releases(release, client, db):
    admin = User.objects.create_superuser("admin@example.org", "x", display_name="Admin")
    client.force_login(admin)
    url = reverse("admin:releases_release_changelist")
    client.post(url, {"action": "publish", "_selected_action": [release.pk]})
    release.refresh_from_db()
    assert release.published_at is not None


def test_a_period_ends_after_it_began(series):
    backwards = Release(
        subject=series,
        title="x",
        reference_from=date(2026, 2, 1),
        reference_until=date(2026, 1, 1),
        planned_on=date(2026, 3, 1),
    )
    with pytest.raises(ValidationError, match="reference_until"):
        backwards.full_clean()
