"""The officers' desk in a browser: by keyboard, in bulk, kept fresh; two officers at one topic."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Team, User
from forum.models import Category, Topic
from servicedesk.models import Ticket
from servicedesk.moves import Status
from tests import factories
from tests.journey.test_accessibility import faults, log_in, phone
from tests.journey.test_journey import no_errors

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def site(served):
    category = Category.objects.create(slug="kependudukan", name="Kependudukan")
    ana = factories.member("ana")
    for name in ("sari", "dewi"):
        factories.officer(name, "petugas")
    Team.objects.create(name="Tim Peta")
    for number in range(1, 4):
        factories.topic(ana, category, f"Pertanyaan nomor {number}")
    return served.url


def officers_page(open_browser, site: str, name: str, path: str = "/petugas/", **options) -> Page:
    page = open_browser(locale="id-ID", **options)
    log_in(page, site, name)
    page.goto(site + path)
    return page


def refresh(page: Page) -> None:
    """What happens when somebody comes back to the tab."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def row(page: Page, number: int):
    return page.get_by_role("link", name=f"Pertanyaan nomor {number}")


def tick(page: Page, number: int):
    return page.locator("[data-row]", has=row(page, number)).get_by_role("checkbox")


def test_by_keyboard(site, open_browser):
    page = officers_page(open_browser, site, "sari")
    complaints = no_errors(page)
    for key, number in (("j", 1), ("j", 2), ("j", 3), ("j", 3), ("k", 2)):
        page.keyboard.press(key)
        expect(row(page, number)).to_be_focused()
    page.keyboard.press("x")
    expect(tick(page, 2)).to_be_checked()
    page.keyboard.press("c")
    expect(page.locator("#desk-said")).to_have_text("Selesai untuk 1 permintaan.")
    assert str(Topic.objects.get(title__endswith="2").ticket.assignee) == "Sari"
    expect(page.locator("[data-row]", has=row(page, 2))).to_contain_text("Sari")
    expect(row(page, 2)).to_be_focused()
    expect(tick(page, 2)).to_be_checked()
    page.keyboard.press("/")
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    box.press_sequentially("jxc?g")
    expect(box).to_have_value("jxc?g")
    expect(page.get_by_role("dialog")).to_have_count(0)
    box.blur()
    page.keyboard.press("?")
    help_sheet = page.get_by_role("dialog", name="Pintasan papan ketik")
    expect(help_sheet).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(help_sheet).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/topik/"))
    page.goto(f"{site}/petugas/")
    for key, address in (("f", "/petugas/dasbor/"), ("k", "/petugas/jawaban/")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(site + address)
        page.goto(f"{site}/petugas/")
    assert complaints == []


def test_shortcuts_can_be_switched_off(site, open_browser):
    page = officers_page(open_browser, site, "sari")
    page.get_by_role("button", name="Pintasan papan ketik").click()
    page.get_by_label("Pintasan aktif").uncheck()
    page.get_by_role("button", name="Tutup").click()
    page.reload()
    page.keyboard.press("j")
    expect(row(page, 1)).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_several_at_once(site, open_browser, javascript):
    page = officers_page(
        open_browser,
        site,
        "sari",
        "/petugas/?antrean=semua&q=nomor",
        java_script_enabled=javascript,
    )
    complaints = no_errors(page)
    for number in (1, 3):
        tick(page, number).check()
    page.get_by_label("Dengan yang dicentang").select_option(label="Tim Peta")
    page.locator("#bulk-note").fill("Soal peta")
    page.get_by_role("button", name="Jalankan").click()
    expect(page.get_by_role("main")).to_contain_text("Selesai untuk 2 permintaan.")
    assert page.url.endswith("?antrean=semua&q=nomor")
    assert [str(row.team) for row in Ticket.objects.order_by("pk")] == [
        "Tim Peta",
        "None",
        "Tim Peta",
    ]
    page.locator("#queue-tanpa-petugas").click()
    assert "q=nomor" in page.url
    assert complaints == []


def test_it_refreshes_and_takes_nothing_away(site, open_browser):
    page = officers_page(open_browser, site, "sari", viewport={"width": 1200, "height": 500})
    tick(page, 1).check()
    row(page, 3).focus()
    page.evaluate("window.scrollTo(0, 150)")
    page.wait_for_load_state("networkidle")
    with page.expect_response(re.compile(r"/langsung/\?")) as answer:
        refresh(page)
    assert answer.value.status == 204
    category, ana = Category.objects.get(), Topic.objects.first().author
    factories.topic(ana, category, "Pertanyaan yang baru")
    refresh(page)
    expect(page.get_by_role("link", name="Pertanyaan yang baru")).to_be_visible()
    expect(tick(page, 1)).to_be_checked()
    expect(row(page, 3)).to_be_focused()
    assert page.evaluate("window.scrollY") == 150
    expect(page.locator("#queue-menunggu .filters__count")).to_have_text("4")
    # A row leaves the queue while the help sheet is open.
    page.keyboard.press("?")
    dewi = User.objects.get(display_name="Dewi")
    Topic.objects.get(title__endswith="2").ticket.move(Status.CLOSED, dewi)
    refresh(page)
    expect(row(page, 2)).to_have_count(0)
    expect(page.get_by_role("dialog")).to_be_visible()


def test_two_officers_at_one_topic(site, open_browser):
    topic = Topic.objects.first()
    sari = officers_page(open_browser, site, "sari", topic.get_absolute_url())
    with sari.expect_response(re.compile("kehadiran")):
        sari.reload()
    dewi = officers_page(open_browser, site, "dewi", topic.get_absolute_url())
    expect(dewi.locator("#presence")).to_have_text("Sari sedang melihat")
    with sari.expect_response(re.compile("kehadiran")):
        sari.locator("#id_body").press_sequentially("Halo")
    with dewi.expect_response(re.compile("kehadiran")):
        refresh(dewi)
    expect(dewi.locator("#presence")).to_have_text("Sari sedang menulis balasan")
    refresh(sari)
    expect(sari.locator("#presence")).to_have_text("Dewi sedang melihat")
    plain = officers_page(
        open_browser, site, "dewi", topic.get_absolute_url(), java_script_enabled=False
    )
    expect(plain.locator("#presence")).to_have_text("Sari sedang menulis balasan")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_note_from_the_panel(site, open_browser, javascript):
    topic = Topic.objects.first()
    page = officers_page(
        open_browser, site, "sari", topic.get_absolute_url(), java_script_enabled=javascript
    )
    complaints = no_errors(page)
    if not javascript:
        page.get_by_role("link", name="Catatan, pelimpahan").click()
    page.get_by_text("Tulis catatan internal").click()
    page.get_by_role("textbox", name="Catatan").and_(page.locator("#id_text")).fill("**Cek** dulu")
    page.get_by_role("button", name="Simpan catatan").click()
    page.wait_for_url(re.compile("/topik/"))
    if not javascript:
        page.get_by_role("link", name="Catatan, pelimpahan").click()
    expect(page.locator(".internal-note strong").last).to_have_text("Cek")
    assert complaints == []


def test_nothing_serious_and_nothing_wider_than_a_phone(site, open_browser):
    page = phone(open_browser)
    log_in(page, site, "sari")
    Ticket.objects.filter(pk=Ticket.objects.first().pk).update(due_at="2020-01-02T03:00Z")
    topic = Topic.objects.first()
    topic.ticket.notes.create(by=topic.author, text="Catatan")
    found = {}
    for address in (
        "/petugas/?antrean=semua&status=new",
        topic.get_absolute_url(),
        f"/petugas/topik/{topic.pk}/konteks/",
    ):
        page.goto(site + address)
        page.wait_for_load_state("networkidle")
        found[address] = faults(page)
    page.goto(f"{site}/petugas/")
    page.get_by_role("button", name="Pintasan papan ketik").click()
    found["help"] = faults(page)
    assert {key: value for key, value in found.items() if value != ([], False)} == {}
