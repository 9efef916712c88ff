"""The figures, against worlds small enough to count by hand."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.core.management import call_command

from autoreply.models import Decision, Feedback, Lookup
from dashboard.figures.period import Period
from dashboard.models import ReportSettings
from forum.models import Duplicate, Post, Topic
from pages import moment
from servicedesk.models import ELEMENTS, Rating
from servicedesk.moves import Status
from tests import factories

# A Monday, 8.00 WIB, when the office opens; it closes at 16.00.
MONDAY = datetime(2026, 11, 9, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOW = MONDAY + timedelta(days=11)
KNOWN = "jumlah penduduk lampung selatan 2023"


@pytest.fixture
def world(ana, ben, sari, category, answer, committed):
    """Four topics answered after 1, 2, 3 and 26 hours, one nobody answered; and two answered
    automatically, of which one helped."""
    for title, hours in zip("ABCD", (1, 2, 3, 26), strict=True):
        with moment.at(MONDAY):
            topic = factories.topic(ana, category, f"Peta desa {title}")
        with moment.at(MONDAY + hours * HOUR):
            Post.objects.reply(topic, author=sari, body="Ini", status=Status.ANSWERED)
    with moment.at(MONDAY + 4 * HOUR):
        factories.topic(ana, category, "Peta desa E")
    for day, helped in ((1, True), (2, False)):
        with moment.at(MONDAY + timedelta(days=day)):
            with committed():
                topic = factories.topic(ben, category, KNOWN)
            decision = Decision.objects.get(topic=topic)
            Feedback.objects.give(decision, ben, helped=helped, reason="outdated")


@pytest.fixture
def now():
    with moment.at(NOW):
        yield


@pytest.fixture
def number(logged_in, sari, now):
    """The number of a figure, in the thirty days until NOW."""

    def number(slug, **asked):
        page = logged_in(sari).get(f"/petugas/dasbor/{slug}/", {"periode": "30"} | asked)
        return page.context["cell"].reading.number

    return number


def test_requests_are_counted(world, number):
    assert number("permintaan") == 7
    assert (number("terbuka"), number("menunggu-kami"), number("lewat-waktu")) == (6, 2, 2)


def test_times_are_exact_on_both_clocks(world, number):
    """1, 2, 3 and 26 hours; the last is 8 hours of Monday and 2 of Tuesday at the office."""
    assert number("petugas-median-kalender") == 2 * 3600
    assert number("petugas-p90-kalender") == 26 * 3600
    assert number("petugas-p90-kerja") == 10 * 3600
    assert number("substantif-median-kerja") == 2 * 3600
    assert number("otomatis-median-kerja") == 0


def test_what_nobody_answered_is_not_left_out(world, number):
    """1, 2, 3, 26 hours reached, one open, one closed without an officer after none, one open: S is
    6/7 less a sixth an hour, and at 3 hours 6/7 * 3/6."""
    assert number("petugas-semua-kalender") == 3 * 3600


def test_within_target_counts_what_is_overdue_and_not_what_is_still_running(world, number, ana):
    """Two hours promised: 1 and 2 are within, 3 and 26 are not, and two open ones are overdue."""
    assert number("petugas-target-kerja") == 2 / 6
    assert number("petugas-target-kalender") == 2 / 6
    factories.topic(ana, Topic.objects.first().category, "Baru saja")
    assert number("petugas-target-kerja") == 2 / 6


def test_the_automatic_answers(world, number):
    assert number("otomatis-cakupan") == 2 / 2
    assert number("otomatis-terbantu") == 1 / 2
    assert number("otomatis-ketepatan") == 1, "what is out of date was the right answer"
    assert number("otomatis-diteruskan") == 1 / 2
    assert number("otomatis-hemat") == 15 / 60


def test_the_minutes_of_an_answer_are_the_offices(world, number):
    ReportSettings.objects.create(minutes_per_answer=40)
    assert number("otomatis-hemat") == 40 / 60


def test_first_contact_and_reopened(world, number, ana, sari):
    """One resolved by the automatic answer; a second by an officer who had to ask back; a third
    that was opened again."""
    asked, again = Topic.objects.filter(title__in=("Peta desa A", "Peta desa B")).order_by("title")
    Post.objects.reply(asked, author=sari, body="Yang mana?", status=Status.WAITING_ASKER)
    Post.objects.reply(asked, author=ana, body="Semua")
    for topic in (asked, again):
        Topic.objects.get(pk=topic.pk).ticket.move(Status.RESOLVED, sari)
    assert number("tuntas-pertama") == 2 / 3
    Topic.objects.get(pk=again.pk).ticket.move(Status.IN_PROGRESS, ana)
    assert number("dibuka-lagi") == 1 / 3
    Topic.objects.get(pk=again.pk).ticket.move(Status.RESOLVED, sari)
    assert number("tuntas-pertama") == 1 / 3


def test_repeats_are_a_share_and_clusters(world, number, logged_in, sari):
    assert (number("berulang"), number("mungkin-berulang")) == (0, 1 / 7)
    clusters = logged_in(sari).get("/petugas/dasbor/", {"periode": "30"}).context["clusters"]
    (cluster,) = clusters
    assert (len(cluster.repeats), cluster.askers, cluster.confirmed) == (1, 1, 0)
    Duplicate.objects.update(state="confirmed")
    assert number("berulang") == 1 / 7
    Duplicate.objects.update(state="rejected")
    assert (number("berulang"), number("mungkin-berulang")) == (0, 0)


def test_what_an_answer_changed_is_told(ana, ben, sari, category, logged_in):
    """Asked on days 0 and 20, answered on day 30, asked again on day 50; seen on day 60."""
    begin, topics = NOW - timedelta(days=60), []
    for day, asker in ((0, ana), (20, ben), (50, ben)):
        with moment.at(begin + timedelta(days=day)):
            topics.append(factories.topic(asker, category, f"Pertanyaan {day}"))
    with moment.at(begin + timedelta(days=30)):
        answer = factories.answer(category)
    Decision.objects.create(topic=topics[2], outcome="answer", answer=answer)
    for topic in topics[1:]:
        Duplicate.objects.create(topic=topic, original=topics[0], score=1, state="confirmed")
    with moment.at(NOW):
        page = logged_in(sari).get("/petugas/dasbor/", {"periode": "90"})
    (cluster,) = page.context["clusters"]
    assert (cluster.answer, cluster.askers) == (answer, 2)
    assert (cluster.rates.before, cluster.rates.after) == (2, 1)
    assert "2,0 kali" in page.content.decode()
    assert f"/petugas/jawaban/{answer.pk}/" in page.content.decode()
    Feedback.objects.give(Decision.objects.get(), ben, helped=False, reason="unrelated")
    with moment.at(NOW):
        page = logged_in(sari).get("/petugas/dasbor/", {"periode": "90"})
    assert page.context["clusters"][0].answer is None, "it answers something else"


def test_a_question_without_an_answer_offers_to_write_one(ana, category, logged_in, dewi, now):
    topics = [factories.topic(ana, category, f"Harga cabai {day}") for day in "ab"]
    Duplicate.objects.get_or_create(topic=topics[1], original=topics[0], defaults={"score": 0.9})
    curator = logged_in(dewi)
    page = curator.get("/petugas/dasbor/").content.decode()
    assert 'action="/petugas/jawaban/celah/jawaban/"' in page
    wordings = [topic.title for topic in topics]
    made = curator.post("/petugas/jawaban/celah/jawaban/", {"wording": wordings}, follow=True)
    assert "Harga cabai b" in made.content.decode()


def test_lookups(number, answer, topic):
    for shown, opened, asked in ((1, answer, None), (1, answer, topic), (0, None, None)):
        Lookup.objects.create(text="x", answers=shown, topics=0, opened=opened, topic=asked, at=NOW)
    assert number("pencarian") == 3
    assert number("pencarian-terjawab") == number("pencarian-kosong") == 1 / 3
    assert number("pencarian-bertanya") == 1 / 3


def test_satisfaction(world, number, ana, ben):
    topics = list(Topic.objects.order_by("pk"))[:2]
    for topic, grade in zip(topics, (3, 4), strict=True):
        ticket = topic.ticket
        ticket.move(Status.RESOLVED, ana)
        Rating.objects.give(ticket, ana, dict.fromkeys(ELEMENTS, grade))
    Rating.objects.filter(ticket=topics[1].ticket).update(cost=None)
    assert number("ikm-cost") == 3
    assert number("ikm") == Fraction(31, 9) * 25
    assert number("ikm-time") == 3.5


def test_an_older_request_is_outside_the_period_but_still_open(ana, category, number):
    with moment.at(NOW - timedelta(days=40)):
        factories.topic(ana, category, "Sudah lama")
    assert (number("permintaan"), number("terbuka")) == (0, 1)


def test_the_period_before_is_beside_it(ana, category, logged_in, sari):
    for days in (1, 35, 36):
        with moment.at(NOW - timedelta(days=days)):
            factories.topic(ana, category, f"Hari {days}")
    with moment.at(NOW):
        page = logged_in(sari).get("/petugas/dasbor/", {"periode": "30"})
    cell = page.context["board"].cells["permintaan"]
    assert (cell.reading.number, cell.before.number) == (1, 2)
    assert "sebelumnya: 2" in page.content.decode()


def test_a_day_is_a_day_of_the_office(ana, category, number):
    """17.00 UTC is midnight in Lampung: the last second of a day and the first of the next."""
    midnight = datetime(2026, 11, 10, 17, 0, tzinfo=UTC)
    for at in (midnight - timedelta(seconds=1), midnight):
        with moment.at(at):
            factories.topic(ana, category, f"Pukul {at}")
    for day in ("2026-11-10", "2026-11-11"):
        assert number("permintaan", dari=day, sampai=day) == 1


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), (date(2026, 9, 1), date(2026, 9, 30))),
        (date(2026, 1, 1), date(2026, 3, 31), (date(2025, 10, 1), date(2025, 12, 31))),
        (date(2026, 10, 2), date(2026, 10, 31), (date(2026, 9, 2), date(2026, 10, 1))),
        (date(2026, 10, 5), date(2026, 10, 5), (date(2026, 10, 4), date(2026, 10, 4))),
    ],
)
def test_whole_months_are_compared_with_whole_months(first, last, before):
    compared = Period(first, last).before
    assert (compared.first, compared.last) == before


def test_the_decisions_of_the_sweeper_count_too(world, number):
    Decision.objects.all().delete()
    call_command("decide_pending", verbosity=0)
    assert number("otomatis-cakupan") == 2 / 7
