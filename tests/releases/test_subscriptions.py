"""Subscribing to a subject and a region, and who is told of a release."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from releases.models import Subscription
from releases.subscribers import subscribers_of
from tests import factories

NEW = "/rilis/langganan/baru/"


def test_subscribing_on_the_page_of_a_subject(logged_in, ana, inflation):
    browser = logged_in(ana)
    page = browser.get("/rilis/subjek/inflasi/")
    assert "Berlangganan" in page.content.decode()
    data = {"subject": "inflasi", "region": "", "next": "/rilis/subjek/inflasi/"}
    for _time in range(2):
        assert browser.post(NEW, data).url == "/rilis/subjek/inflasi/"
    mine = Subscription.objects.get(user=ana)
    assert (mine.subject, mine.region) == (inflation, "")
    page = browser.get("/rilis/subjek/inflasi/")
    assert "Berhenti berlangganan" in page.content.decode()
    browser.post(f"/rilis/langganan/{mine.pk}/akhir/")
    assert not Subscription.objects.exists()


def test_everything_of_a_region(logged_in, ana):
    browser = logged_in(ana)
    for _time in range(2):
        browser.post(NEW, {"subject": "", "region": "1871"})
    assert Subscription.objects.get().subject is None
    assert "Bandar Lampung" in browser.get("/rilis/langganan/").content.decode()


@pytest.mark.parametrize("data", [{"subject": "entah"}, {"region": "9999"}, {"region": "x" * 99}])
def test_what_is_not_there_cannot_be_subscribed_to(logged_in, ana, data):
    assert logged_in(ana).post(NEW, data).status_code == 422
    assert not Subscription.objects.exists()


def test_nobody_is_sent_to_another_site(logged_in, ana):
    answer = logged_in(ana).post(NEW, {"next": "https://example.com/"})
    assert answer.url == "/rilis/langganan/"


def test_a_stranger_is_asked_to_log_in_and_comes_back(client, inflation):
    assert client.post(NEW, {"subject": "inflasi"}).url.startswith("/akun/login/")
    text = client.get("/rilis/subjek/inflasi/").content.decode()
    assert "/akun/login/?next=/rilis/subjek/inflasi/" in text


def test_somebody_elses_subscription_stays(logged_in, ana, ben, inflation):
    theirs = Subscription.objects.start(ben, inflation)
    assert logged_in(ana).post(f"/rilis/langganan/{theirs.pk}/akhir/").status_code == 404
    assert Subscription.objects.filter(pk=theirs.pk).exists()
    assert logged_in(ana).get("/rilis/langganan/").context["subscriptions"].count() == 0


@pytest.mark.parametrize(
    ("subscribed", "region", "released_about", "is_told"),
    [
        ("Inflasi", "", "1871", True),
        ("Ekonomi", "", "1871", True),  # a subject covers its parts
        (None, "", "1871", True),
        (None, "1871", "1871", True),
        ("Ekonomi", "1871", "1871", True),
        ("Ekonomi", "1872", "1871", False),
        ("Ekonomi", "1800", "1871", False),  # the province by itself
        ("Ekonomi", "1871", "1800", False),
        ("Ekonomi", "1871", "", True),  # all of Lampung
        ("Kemiskinan", "", "1871", False),
        ("Bagian inflasi", "", "", False),  # a part does not cover the whole
    ],
)
def test_who_is_told(ana, inflation, poverty, subscribed, region, released_about, is_told):
    factories.subject("Bagian inflasi", parent=inflation)
    subject = factories.subject(subscribed) if subscribed else None
    Subscription.objects.start(ana, subject, region)
    release = factories.release(inflation, "Inflasi", region=released_about)
    assert list(subscribers_of(release)) == ([ana] if is_told else [])


def test_everybody_once_and_only_who_can_log_in(ana, ben, bot, economy, inflation, release):
    for user in (ana, ben, bot):
        for subject in (economy, inflation, None):
            Subscription.objects.start(user, subject)
    User.objects.filter(pk=ben.pk).update(is_active=False)
    assert list(subscribers_of(release)) == [ana]


def test_thousands_cost_two_queries(release, inflation):
    users = User.objects.bulk_create(
        User(email=f"p{number}@example.org", display_name="P") for number in range(2_000)
    )
    Subscription.objects.bulk_create(Subscription(user=u, subject=inflation) for u in users)
    with CaptureQueriesContext(connection) as captured:
        assert len(list(subscribers_of(release).values_list("pk", flat=True))) == 2_000
    assert len(captured) == 2
