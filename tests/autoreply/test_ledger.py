"""How an answer does, what is wrong with answers, and the choice an asker makes."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from autoreply import alerts, ledger
from autoreply.models import Answer, AnswerVersion, Curation, Decision, Lookup, Matching
from forum.models import Post
from pages import moment
from tests import factories

QUESTIONS = [
    "jumlah penduduk lampung selatan 2023",
    "brp jml pddk kota metro",
    "data penduduk per kabupaten tahun terbaru",
    "ada berapa orang penduduk lampung",
    "jumlah penduduk lampung selatan",
    "brp jumlah penduduk kota metro",
]


@pytest.fixture
def asked(answer, ana, category, committed):
    def asked(*titles):
        with committed():
            return [factories.topic(ana, category, title) for title in titles]

    return asked


def test_the_ledger_counts_what_came_of_it(asked, answer, ana, ben, category, client):
    with moment.at(moment.now() - timedelta(days=10)):
        helped, not_helped, silent = asked(*QUESTIONS[:3])
        factories.feedback(helped, helped=True)
        factories.feedback(not_helped, helped=False, reason="outdated")
    with moment.at(moment.now() - timedelta(days=9, hours=12)):
        factories.reply(silent, ana, "Masih kurang jelas.")
        factories.reply(helped, ben, "Bukan penanya.")
    Lookup.objects.create(text="x", answers=1, topics=0, opened=answer)
    client.post(reverse("autoreply:vote", args=[answer.slug]), {"helped": "no"})
    row = ledger.of(answer)
    assert (row.shown, row.helped, row.not_helped) == (3, 1, 1)
    assert row.helped_share == 0.5
    assert [times for _, times in row.reasons] == [1]
    assert (row.opened, row.votes_yes, row.votes_no) == (1, 0, 1)
    assert row.asked_anyway == 1
    assert sum(week.value for week in row.weeks) == 3
    assert len(row.weeks) == 26


def test_an_answer_nobody_was_given_has_an_empty_ledger(answer, dewi, logged_in):
    row = ledger.of(answer)
    assert (row.shown, row.helped_share, row.last_shown) == (0, None, None)
    page = logged_in(dewi).get(reverse("autoreply:curated", args=[answer.pk]))
    assert page.status_code == 200


@pytest.fixture
def choice(answer, ana, category, committed):
    """A question for which two answers are offered."""
    rival = factories.answer(
        category,
        "kepadatan",
        "Berapa kepadatan penduduk?",
        ("kepadatan penduduk lampung selatan", "penduduk per km persegi"),
    )
    Matching(precision=0.99, choose=0.05).save()
    with committed():
        topic = factories.topic(ana, category, "penduduk lampung selatan")
    decision = Decision.objects.get(topic=topic)
    assert decision.outcome == "choose"
    assert {answer, rival} <= set(decision.offered.all())
    return decision


def test_the_asker_chooses_and_is_given_that_answer(choice, answer, ana, ben, logged_in):
    url = reverse("autoreply:choice", args=[choice.pk])
    page = logged_in(ana).get(choice.topic.get_absolute_url()).content.decode()
    assert url in page
    assert logged_in(ben).post(url, {"answer": answer.slug}).status_code == 403
    assert logged_in(ana).post(url, {"answer": "entah"}).status_code == 404
    for _ in range(2):
        assert logged_in(ana).post(url, {"answer": answer.slug}).status_code == 302
    choice.refresh_from_db()
    assert (choice.answer, choice.version) == (answer, answer.version)
    assert Post.objects.filter(topic=choice.topic, kind="automatic").count() == 2
    row = ledger.of(answer)
    assert (row.offered, row.chosen) == (1, 1)
    page = logged_in(ana).get(choice.topic.get_absolute_url()).content.decode()
    assert url not in page
    assert reverse("autoreply:feedback", args=[choice.pk]) in page


def kinds(answer):
    return [alert.kind for alert in alerts.of(answer)]


def test_what_is_well_raises_no_alert(answer):
    assert alerts.listed() == []


def test_a_low_share_of_helped_askers_is_an_alert(asked, answer, dewi, logged_in):
    topics = asked(*QUESTIONS)
    for number, topic in enumerate(topics[:4]):
        factories.feedback(topic, helped=number == 0)
    assert kinds(answer) == [], "four say too little"
    factories.feedback(topics[4], helped=False)
    assert kinds(answer) == ["helped"]
    page = logged_in(dewi).get(reverse("autoreply:attention")).content.decode()
    assert "20" in page
    assert answer.question in page
    Curation(least_helped=0.1).save()
    assert kinds(answer) == []


def test_an_overdue_review_and_long_silence_are_alerts(answer):
    Answer.objects.update(review_on=moment.today())
    assert kinds(answer) == ["review"]
    AnswerVersion.objects.update(published_at=moment.now() - timedelta(days=181))
    assert kinds(answer) == ["review", "silent"]
    Answer.objects.update(state="retired")
    assert kinds(answer) == []


class Site(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.send_response({"/ada": 200, "/tanpa-head": 405}.get(self.path, 404))
        self.end_headers()

    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_broken_source_links_are_found_only_where_it_is_wanted(answer, category, site):
    for slug, path in (("ada", "/ada"), ("tanpa", "/tanpa-head"), ("hilang", "/hilang")):
        row = factories.answer(category, slug, f"Pertanyaan {slug}?", (f"contoh {slug} {slug}",))
        Answer.objects.filter(pk=row.pk).update(source_url=site + path)
    Answer.objects.filter(pk=answer.pk).update(source_url="http://127.0.0.1:1/")
    call_command("check_links", "--pause", "0", stdout=StringIO())
    assert not Answer.objects.exclude(link_failure="").exists()
    Curation(checks_links=True).save()
    out = StringIO()
    call_command("check_links", "--pause", "0", stdout=out)
    assert set(Answer.objects.exclude(link_failure="").values_list("slug", flat=True)) == {
        "hilang",
        answer.slug,
    }
    assert Answer.objects.get(slug="hilang").link_failure == "404"
    assert "2 broken links" in out.getvalue()
    assert kinds(Answer.objects.get(slug="hilang")) == ["link"]
