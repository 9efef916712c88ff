"""The asker rates an ended request, on the page of its topic."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages import moment
from servicedesk.models import ELEMENTS, Rating
from servicedesk.moves import Status
from tests import factories

ALL_GOOD = dict.fromkeys(ELEMENTS, "3")
CARD = "Send the rating"
ASKED = "How was our service?"
CHANGE = "Change the rating"


@pytest.fixture(autouse=True)
def _in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def ended(topic, sari):
    topic.ticket.move(Status.RESOLVED, sari)
    return topic


def address(topic):
    return reverse("forum:rating_new", args=[topic.ticket.code])


def page(browser, topic):
    return browser.get(topic.get_absolute_url()).content.decode()


def test_it_is_offered_to_the_asker_once_the_request_has_ended(
    topic, ana, ben, sari, client, logged_in
):
    assert CARD not in page(logged_in(ana), topic)
    topic.ticket.move(Status.RESOLVED, sari)
    shown = page(logged_in(ana), topic)
    assert ASKED in shown
    assert shown.count('type="radio" name=') >= 9 * 4
    for reader in (client, logged_in(ben), logged_in(sari)):
        assert CARD not in page(reader, topic)


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (Status.CLOSED, True),
        (Status.RESOLVED, True),
        (Status.DUPLICATE, False),
        (Status.ANSWERED, False),
        (Status.WAITING_ASKER, False),
    ],
)
def test_only_what_ended_with_an_outcome_is_rated(topic, ana, sari, logged_in, status, offered):
    topic.ticket.move(status, sari)
    assert (CARD in page(logged_in(ana), topic)) == offered
    response = logged_in(ana).post(address(topic), ALL_GOOD)
    assert response.status_code == (302 if offered else 409)
    assert Rating.objects.exists() == offered


def test_what_was_said_is_stored_with_personal_data_masked(ended, ana, logged_in):
    said = {"requirements": "4", "cost": "1", "comment": "Hubungi saya di ana@example.org."}
    response = logged_in(ana).post(address(ended), said, follow=True)
    assert "Thank you for your rating." in response.content.decode()
    rating = ended.ticket.rating
    assert rating.by == ana
    assert rating.comment == "Hubungi saya di [surel]."
    assert rating.answers == dict.fromkeys(ELEMENTS) | {"requirements": 4, "cost": 1}


def test_a_comment_that_masking_lengthens_is_kept_within_its_column(ended, ana, logged_in):
    comment = ("08123456789, " * 39)[:500]
    assert logged_in(ana).post(address(ended), {"comment": comment}).status_code == 302
    stored = Rating.objects.get().comment
    assert len(stored) == 500
    assert "0812" not in stored


def test_a_line_break_counts_once_as_in_the_browser(ended, ana, logged_in):
    lines = "baris\r\n" * 82 + "akhir"
    assert logged_in(ana).post(address(ended), {"comment": lines}).status_code == 302
    assert Rating.objects.get().comment == "baris\n" * 82 + "akhir"


def test_sent_twice_it_is_one_and_the_second_replaces_the_first(ended, ana, logged_in):
    browser, began = logged_in(ana), moment.now()
    for _ in range(2):
        assert browser.post(address(ended), ALL_GOOD).status_code == 302
    assert Rating.objects.count() == 1
    shown = page(browser, ended)
    assert CHANGE in shown
    assert shown.count(" checked>") >= 9, "begins from what was said"
    with moment.at(began + timedelta(days=29)):
        assert browser.post(address(ended), {"cost": "1"}).status_code == 302
    rating = Rating.objects.get()
    assert rating.answers == dict.fromkeys(ELEMENTS) | {"cost": 1}
    assert rating.at < began + timedelta(days=1), "it keeps the day of the first"


def test_after_thirty_days_it_stands(ended, ana, logged_in):
    logged_in(ana).post(address(ended), ALL_GOOD)
    with moment.at(moment.now() + timedelta(days=30, minutes=1)):
        browser = logged_in(ana)
        assert CARD not in page(browser, ended)
        response = browser.post(address(ended), {"cost": "1"})
    assert response.status_code == 409
    assert "too long ago" in response.content.decode()
    assert Rating.objects.get().cost == 3


def test_skipping_is_remembered_and_takes_back_no_rating(ended, ana, logged_in):
    browser = logged_in(ana)
    assert browser.post(address(ended), {"skip": "1"}).status_code == 302
    assert Rating.objects.get().is_skipped
    assert CARD not in page(browser, ended)
    assert browser.post(address(ended), ALL_GOOD).status_code == 302, "a change of mind"
    browser.post(address(ended), {"skip": "1"})
    assert Rating.objects.get().cost == 3


def test_reopened_and_ended_again_it_is_not_asked_again(ended, ana, sari, logged_in):
    browser = logged_in(ana)
    browser.post(address(ended), {"skip": "1"})
    ended.ticket.move(Status.IN_PROGRESS, ana)
    assert CARD not in page(browser, ended)
    response = browser.post(address(ended), ALL_GOOD)
    assert response.status_code == 409
    assert "resolved or closed" in response.content.decode()
    assert browser.post(address(ended), {"skip": "1"}).status_code == 409
    ended.ticket.move(Status.RESOLVED, sari)
    assert CARD not in page(browser, ended)


def test_other_people_rate_nothing(ended, ben, sari, client, logged_in):
    for data in (ALL_GOOD, {"skip": "1"}):
        assert client.post(address(ended), data).url.startswith("/akun/login/")
        for other in (ben, sari):
            assert logged_in(other).post(address(ended), data).status_code == 403
    assert not Rating.objects.exists()


def test_somebody_elses_ticket_is_not_ones_own(ended, ana, ben, category, sari, logged_in):
    theirs = factories.topic(ben, category, "Luas panen padi")
    theirs.ticket.move(Status.CLOSED, sari)
    assert logged_in(ana).post(address(theirs), ALL_GOOD).status_code == 403
    unknown = reverse("forum:rating_new", args=["PST-0000-XXXXXX"])
    assert logged_in(ana).post(unknown, ALL_GOOD).status_code == 404
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"comment": "   "},
        {"cost": "5"},
        {"cost": "0"},
        {"cost": "banyak", "time": "4"},
        {"comment": "x" * 501, "time": "4"},
        {"comment": "\ufffd", "time": "4"},
        {"comment": "a\x00b", "time": "4"},
    ],
)
def test_bad_input_is_named_and_what_was_said_is_kept(ended, ana, logged_in, bad):
    response = logged_in(ana).post(address(ended), bad)
    assert response.status_code == 422
    shown = response.content.decode()
    assert "invalid-feedback" in shown
    if "time" in bad:
        assert 'value="4" checked' in shown
    assert not Rating.objects.exists()


def queries_of(browser, topic):
    page(browser, topic)  # what is read for the first time is marked as read
    with CaptureQueriesContext(connection) as captured:
        page(browser, topic)
    return captured.captured_queries


def test_it_costs_the_asker_one_query_and_others_none(ended, ana, ben, client, logged_in):
    for reader, cost in ((client, 0), (logged_in(ben), 0), (logged_in(ana), 1)):
        of_ratings = [row for row in queries_of(reader, ended) if "_rating" in row["sql"]]
        assert len(of_ratings) == cost


def test_the_front_page_tells_the_index_of_five_or_more(ana, sari, category, client):
    def rated(number, grade):
        for row in range(number):
            topic = factories.topic(ana, category, f"Luas panen padi {grade}{row}")
            topic.ticket.move(Status.RESOLVED, sari)
            Rating.objects.give(topic.ticket, ana, dict.fromkeys(ELEMENTS, grade))

    with moment.at(moment.now() - timedelta(days=366)):
        rated(5, 1)
    rated(4, 4)
    shown = client.get("/").content.decode()
    assert "Fewer than 5 askers" in shown
    assert "100" not in shown.split('id="satisfaction"')[1].split("</section>")[0]
    rated(1, 3)
    shown = client.get("/").content.decode()
    assert "95.00 · A (Very Good)" in shown
    assert "From 5 ratings" in shown
