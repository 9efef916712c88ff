"""Officer sari and the head of the office at the figures, in a browser: who waits longest, whether
the promise is kept, what to write an answer for; and the monthly report on paper."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from forum.models import Category, Duplicate, Post
from pages import moment
from servicedesk.moves import Status
from tests import factories
from tests.journey.test_accessibility import log_in, serious, sideways
from tests.journey.test_journey import no_errors

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(served):
    """One request waits since ten days, one was answered after an hour, one repeats it."""
    category = Category.objects.create(slug="harga", name="Harga")
    ana, ben = factories.member("ana"), factories.member("ben")
    sari = factories.officer("sari", "petugas", "kurator")
    begin = moment.now() - timedelta(days=10)
    with moment.at(begin):
        factories.topic(ana, category, "Peta desa wisata")
        first = factories.topic(ana, category, "Harga cabai rawit")
    with moment.at(begin + timedelta(hours=1)):
        Post.objects.reply(first, author=sari, body="Ini", status=Status.ANSWERED)
    with moment.at(begin + timedelta(days=1)):
        again = factories.topic(ben, category, "Berapa harga cabai rawit")
    Duplicate.objects.get_or_create(topic=again, original=first, defaults={"score": 0.9})
    return served.url


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_three_questions(site, open_browser, script):
    page = open_browser(locale="id-ID", java_script_enabled=script)
    complaints = no_errors(page) if script else []
    log_in(page, site, "sari")
    page.goto(f"{site}/petugas/dasbor/?periode=30")
    # Who waits longest?
    longest = page.locator("#figures-live tbody tr").first
    expect(longest).to_contain_text("Peta desa wisata")
    # Are we within our promise? The number, what it means, and the rows behind it.
    kept = page.locator("#top-figure-petugas-target-kerja")
    kept.locator("summary").click()
    expect(kept).to_contain_text("waktu yang dijanjikan")
    kept.get_by_role("link").click()
    expect(page.locator("#count")).to_contain_text("baris")
    expect(page.get_by_role("link", name="Ekspor XLSX")).to_be_visible()
    page.go_back()
    # What should we write an answer for?
    cluster = page.locator("details.cluster").first
    cluster.locator("summary").first.click()
    expect(cluster).to_contain_text("Berapa harga cabai rawit")
    cluster.get_by_role("button", name="Tulis jawaban").click()
    expect(page).to_have_url(re.compile(r"/petugas/jawaban/\d+/"))
    expect(page.locator("main")).to_contain_text("Harga cabai rawit")
    assert complaints == []


def test_the_monthly_report_on_paper(site, open_browser):
    page = open_browser(locale="id-ID")
    log_in(page, site, "sari")
    page.goto(f"{site}/petugas/laporan/")
    page.locator("main li a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Laporan Layanan Data")
    assert serious(page) == []
    pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert 2 <= pages <= 8


def test_the_top_refreshes_and_what_was_open_stays_open(site, open_browser):
    page = open_browser(locale="id-ID")
    log_in(page, site, "sari")
    page.goto(f"{site}/petugas/dasbor/?periode=30")
    definition = page.locator("#top-definition-menunggu-kami")
    definition.locator("summary").click()
    page.locator("#top-rows-menunggu-kami").focus()
    expect(page.locator("#top-rows-menunggu-kami")).to_have_text("2")
    category = Category.objects.get()
    factories.topic(factories.member("cici"), category, "Baru masuk")
    page.evaluate("htmx.trigger('#figures-live', 'refresh')")
    expect(page.locator("#top-rows-menunggu-kami")).to_have_text("3")
    expect(definition).to_have_attribute("open", "")
    expect(page.locator("#top-rows-menunggu-kami")).to_be_focused()


@pytest.mark.parametrize("path", ["/petugas/dasbor/", "/petugas/dasbor/permintaan/"])
def test_on_a_phone_everything_fits_and_reads_well(site, open_browser, path):
    page = open_browser(locale="id-ID", viewport={"width": 360, "height": 740})
    log_in(page, site, "sari")
    page.goto(site + path)
    assert serious(page) == []
    assert not sideways(page)
