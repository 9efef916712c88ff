"""The figures, against a world small enough to count by hand."""

from datetime import timedelta

import pytest
from dashboard.repeats import clusters
from dashboard.volume import volume_by_week
from django.core.management import call_command

from autoreply.models import Decision, Feedback
from dashboard.figures import figures
from forum.models import Duplicate, Post
from pages import moment
from servicedesk.moves import Status
from tests import factories

TITLES = ("Alamat kantor", "Harga beras", "Produksi kopi", "Jam buka")


@pytest.fixture
def world(ana, ben, sari, category, answer, committed):
    """Four topics answered after 1, 2, 3 and 10 hours, and two answered automatically."""
    now = moment.now()
    for title, hours in zip(TITLES, (1, 2, 3, 10), strict=True):
        with moment.at(now - timedelta(days=2)):
            topic = factories.topic(ana, category, title)
        with moment.at(now - timedelta(days=2) + timedelta(hours=hours)):
            Post.objects.reply(topic, author=sari, body="Ini", status=Status.ANSWERED)
    for helped in (True, False):
        with committed():
            topic = factories.topic(ben, category, "jumlah penduduk lampung selatan 2023")
        Feedback.objects.give(Decision.objects.get(topic=topic), ben, helped=helped)


def test_they_are_exact(world):
    counted = figures(30)
    assert counted.topics == 6
    assert counted.answered_automatically == 2 / 6
    assert (counted.helped, counted.feedback_count) == (0.5, 2)
    assert (counted.median, counted.p90) == (2 * 3600, 10 * 3600)
    assert counted.officer_answered == 4
    assert counted.open_topics == 5


def test_an_empty_office_has_no_figures_rather_than_zeros(db):
    counted = figures(30)
    assert (counted.topics, counted.open_topics) == (0, 0)
    assert counted.answered_automatically is counted.helped is counted.median is None


def test_an_older_topic_is_outside_the_period_but_still_open(ana, category):
    with moment.at(moment.now() - timedelta(days=40)):
        factories.topic(ana, category, "Sudah lama")
    assert (figures(30).topics, figures(30).open_topics) == (0, 1)


def test_repeated_questions_are_grouped(world):
    (cluster,) = clusters(moment.now() - timedelta(days=30))
    assert len(cluster.repeats) == 1
    assert cluster.askers == 1
    assert cluster.confirmed == 0


def test_a_rejected_repeat_does_not_count(world):
    Duplicate.objects.update(state="rejected")
    assert clusters(moment.now() - timedelta(days=30)) == []


def test_the_weeks_add_up(world):
    weeks = volume_by_week(moment.now() - timedelta(days=30))
    assert sum(week.value for week in weeks) == 6
    assert sum(week.part for week in weeks) == 2
    assert len(weeks) in (5, 6)


def test_the_page_shows_them(logged_in, sari, world):
    page = logged_in(sari).get("/petugas/dasbor/", {"hari": "30"}).content.decode()
    assert "33 %" in page
    assert "2\xa0jam" in page
    assert "ditanyakan lagi 1 kali" in page


@pytest.mark.parametrize("days", ["", "0", "-1", "abc", "99999999999"])
def test_a_senseless_period_is_the_usual_one(logged_in, sari, days):
    response = logged_in(sari).get("/petugas/dasbor/", {"hari": days})
    assert response.context["days"] == 90


def test_members_may_not(logged_in, ana):
    for url in ("/petugas/", "/petugas/dasbor/"):
        assert logged_in(ana).get(url).status_code == 403


def test_the_decisions_of_the_sweeper_count_too(world):
    Decision.objects.all().delete()
    call_command("decide_pending", verbosity=0)
    assert figures(30).answered_automatically == 2 / 6
