"""A data release from the officer's button to the subscriber's bell, letter and feed; and the end
of such letters from the letter itself, by somebody who is not logged in."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.models import User
from forum.models import Category
from notifications.models import Preference
from pages import moment
from releases.models import Subscription
from tests import factories
from tests.journey.test_accessibility import faults, log_in, phone
from tests.journey.test_journey import no_errors

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

TITLE = "Profil Kemiskinan Lampung"


@pytest.fixture
def site(served, settings):
    settings.SITE_URL = served.url
    for name in ("ana", "ben"):
        factories.member(name)
    factories.officer("sari", "petugas")
    return served.url


@pytest.fixture
def release(site):
    """Ben subscribed to its subject, and a topic of ana's waits for it."""
    subject = factories.subject("Kemiskinan")
    release = factories.release(subject, TITLE)
    Subscription.objects.start(User.objects.get(display_name="Ben"), subject)
    category = Category.objects.create(slug="sosial", name="Sosial")
    ana, sari = (User.objects.get(display_name=name) for name in ("Ana", "Sari"))
    topic = factories.topic(ana, category, "Peta desa wisata tersedia di mana")
    topic.wait_for(release, sari)
    return release


def test_from_the_button_to_the_bell_the_letter_and_its_end(site, release, open_browser):
    topic = release.awaiting_topics.get()
    _an_officer_publishes(open_browser(locale="id-ID"), site, release)
    bens = phone(open_browser)
    complaints = no_errors(bens)
    _ben_sees_it(bens, site)
    bens.goto(site + topic.get_absolute_url())
    expect(bens.get_by_role("main")).to_contain_text("Diproses")
    strangers = open_browser(java_script_enabled=False)
    feed = strangers.request.get(f"{site}/rilis/atom/").text()
    assert TITLE in feed
    _the_letter_ends_such_letters(strangers)
    assert complaints == []


def _an_officer_publishes(page, site, release) -> None:
    log_in(page, site, "sari")
    page.goto(site + release.get_absolute_url())
    page.get_by_role("button", name="Terbitkan", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Terbit pada")


def _ben_sees_it(page, site) -> None:
    log_in(page, site, "ben")
    page.goto(f"{site}/notifikasi/")
    line = page.get_by_role("button", name=re.compile(TITLE))
    expect(line).to_be_visible()
    assert faults(page) == ([], False)


def _the_letter_ends_such_letters(page) -> None:
    with moment.at(moment.now() + timedelta(minutes=11)):
        call_command("notify_pending", verbosity=0)
    (letter,) = (letter for letter in mail.outbox if TITLE in letter.subject)
    assert letter.to == ["ben@example.org"]
    page.goto(re.search(r"http\S+/notifikasi/berhenti/\S+", letter.body)[0])
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("main")).to_contain_text("tidak lagi")
    chosen = Preference.objects.get()
    assert (chosen.user.display_name, chosen.kind, chosen.timing) == ("Ben", "release", "off")
