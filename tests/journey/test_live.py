"""What changes by itself on a page that somebody only reads."""

import re

import pytest
from playwright.sync_api import expect

from forum.models import Category
from notifications.announcing import announce
from notifications.kinds import REPLY
from tests import factories
from tests.journey.test_accessibility import log_in
from tests.journey.test_journey import no_errors

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def topic(served):
    category = Category.objects.create(slug="kependudukan", name="Kependudukan")
    return factories.topic(factories.member("ana"), category, "Peta desa wisata")


def ask_now(page):
    """As when somebody comes back to the tab."""
    page.evaluate("document.dispatchEvent(new Event('live:ask'))")


def test_new_replies_are_announced_to_strangers(served, open_browser, topic):
    page = open_browser(locale="id-ID")
    complaints = no_errors(page)
    with page.expect_response(re.compile("/langsung/")):
        page.goto(served.url + topic.get_absolute_url())
    notice = page.get_by_role("link", name="2 balasan baru")
    expect(notice).to_have_count(0)
    sari = factories.officer("sari", "petugas")
    for text in ("Satu", "Dua"):
        factories.reply(topic, sari, text)
    ask_now(page)
    notice.click()
    expect(page.get_by_role("main")).to_contain_text("Dua")
    assert complaints == []


def test_the_bell_rings_without_reloading(served, open_browser, topic):
    page = open_browser(locale="id-ID")
    log_in(page, served.url, "ana")
    page.goto(f"{served.url}/bantuan/")
    bell = page.locator("[data-bell] .bell__count")
    expect(bell).to_be_hidden()
    post = factories.reply(topic, factories.officer("sari", "petugas"), "Ini")
    announce(REPLY, [topic.author], post)
    ask_now(page)
    expect(bell).to_have_text("1")
    expect(page.get_by_role("link", name="1 notifikasi belum dibaca")).to_be_visible()
