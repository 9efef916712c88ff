"""The main job from end to end, in a browser, with JavaScript and without."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from forum.models import Category, Topic
from tests import factories
from tests.factories import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

QUESTION = "brp jumlah pddk lamsel thn 2024"


@pytest.fixture
def site(served, settings):
    settings.SITE_URL = served.url
    category = Category.objects.create(slug="kependudukan", name="Kependudukan")
    factories.answer(category)
    factories.member("ana")
    factories.officer("sari", "petugas")
    return served.url


def log_in(page: Page, name: str) -> None:
    page.get_by_label("Email").fill(f"{name}@example.org")
    page.get_by_label(re.compile(r"^\s*Kata sandi")).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk", exact=True).click()


def no_errors(page: Page) -> list[str]:
    """Collects what the browser complains about: a blocked inline script, a missing file."""
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_from_the_question_to_the_figures(site, open_browser, javascript):
    page = open_browser(java_script_enabled=javascript, locale="id-ID")
    complaints = no_errors(page)
    _a_visitor_sees_the_answer_and_ignores_it(page, site, javascript)
    _asks_after_logging_in(page)
    _says_it_did_not_help(page)
    officer = open_browser(java_script_enabled=javascript, viewport={"width": 360, "height": 740})
    _an_officer_answers(officer, site)
    _ana_is_told(page, site)
    _the_dashboard_counts_it(officer)
    assert complaints == []


def _a_visitor_sees_the_answer_and_ignores_it(page: Page, site: str, javascript: bool) -> None:
    page.goto(site)
    box = page.get_by_role("searchbox")
    if javascript:
        box.press_sequentially(QUESTION, delay=5)
        expect(page.locator(".suggestion--answer")).to_contain_text("Berapa jumlah penduduk")
    else:
        box.fill(QUESTION)
    box.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Berapa jumlah penduduk suatu wilayah?")
    page.get_by_role("link", name="Ajukan pertanyaan ini").click()


def _asks_after_logging_in(page: Page) -> None:
    expect(page.get_by_label("Pertanyaan Anda dalam satu baris")).to_have_value(QUESTION)
    page.get_by_label("Kategori").select_option("kependudukan")
    page.get_by_label("Keterangan").fill("Untuk tugas kuliah.")
    page.get_by_role("button", name="Kirim pertanyaan").click()
    log_in(page, "ana")
    expect(page.get_by_label("Keterangan")).to_have_value("Untuk tugas kuliah.")
    page.get_by_role("button", name="Kirim pertanyaan").click()
    automatic = page.locator(".post--automatic")
    expect(automatic).to_contain_text("Jawaban otomatis")
    expect(automatic.get_by_role("link", name="Publikasi BPS Lampung")).to_be_visible()
    expect(automatic).to_contain_text("Apakah ini membantu?")


def _says_it_did_not_help(page: Page) -> None:
    page.locator(".feedback summary").click()
    page.get_by_label("Berkaitan, tetapi tidak menjawab pertanyaan saya").check()
    page.get_by_role("button", name="Tanya petugas").click()
    expect(page.locator(".feedback")).to_contain_text("Petugas akan menjawab")


def _an_officer_answers(page: Page, site: str) -> None:
    page.goto(f"{site}/petugas/")
    log_in(page, "sari")
    page.get_by_role("link", name=re.compile("tidak membantu")).click()
    page.get_by_role("link", name=QUESTION).click()
    page.get_by_label("Tulis balasan").fill("Silakan lihat **tabel penduduk** per kabupaten.")
    page.get_by_role("button", name="Kirim balasan").click()
    expect(page.locator(".post--official")).to_contain_text("tabel penduduk")


def _ana_is_told(page: Page, site: str) -> None:
    assert mail.outbox[-1].to == ["ana@example.org"]
    assert Topic.objects.get().get_absolute_url() in mail.outbox[-1].body
    page.goto(site)
    bell = page.get_by_role("link", name=re.compile("1 notifikasi belum dibaca"))
    bell.first.click()
    page.get_by_role("button", name=re.compile("Sari membalas")).click()
    expect(page.locator(".post--official")).to_be_visible()
    expect(page.locator(".bell__count")).to_be_hidden()


def _the_dashboard_counts_it(page: Page) -> None:
    page.goto(page.url.split("/topik/")[0] + "/petugas/dasbor/")
    for slug, value in (
        ("permintaan", "1"),
        ("otomatis-cakupan", "100,0 %"),
        ("otomatis-terbantu", "0,0 %"),
    ):
        expect(page.locator(f"#rows-{slug}")).to_have_text(value)
