"""Curator dewi in a browser: from the largest gap to an answer that was tested, reviewed and
published, that fires, and that is taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from autoreply.models import Answer, Lookup
from forum.models import Category, Topic
from tests import factories
from tests.journey.test_journey import log_in, no_errors

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

GAP = "peta kebun kopi robusta di mana"


@pytest.fixture
def site(served, settings):
    settings.SITE_URL = served.url
    category = Category.objects.create(slug="pertanian", name="Pertanian")
    factories.answer(category)
    ana = factories.member("ana")
    factories.officer("sari", "petugas")
    factories.officer("dewi", "kurator")
    factories.topic(ana, category, GAP)
    for text in (GAP, "lokasi kebun kopi robusta", "jadwal kapal bakauheni"):
        Lookup.objects.record("", text, answers=0, topics=0)
    return served.url


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_from_the_largest_gap_to_an_answer_and_back(site, open_browser, javascript):
    dewi = open_browser(java_script_enabled=javascript, locale="id-ID")
    complaints = no_errors(dewi)
    dewi.goto(f"{site}/akun/login/")
    log_in(dewi, "dewi")
    _writes_from_the_gap(dewi)
    _tests_and_replays(dewi)
    sari = open_browser(java_script_enabled=javascript, viewport={"width": 360, "height": 740})
    sari.goto(f"{site}/akun/login/")
    log_in(sari, "sari")
    _sari_reviews_and_publishes(sari)
    topic = factories.topic(
        factories.member("cici"), Category.objects.get(), "dimana peta kebun kopi robusta ya kak"
    )
    _it_fires(dewi, site, topic)
    _dewi_changes_it_and_goes_back(dewi, sari, site)
    _every_step_is_in_the_history(dewi)
    assert complaints == []


def _writes_from_the_gap(page: Page) -> None:
    page.get_by_role("navigation", name="Menu utama").get_by_role(
        "link", name="Meja Kurasi"
    ).click()
    page.get_by_role("link", name="Celah").click()
    largest = page.locator("details.cluster").first
    expect(largest).to_contain_text(GAP)
    expect(largest).to_contain_text("lokasi kebun kopi robusta")
    largest.get_by_role("button", name="Tulis jawaban").click()
    expect(page.get_by_label("Contoh pertanyaan")).to_have_value(re.compile("lokasi kebun kopi"))
    page.get_by_role("textbox", name="Pertanyaan", exact=True).fill("Di mana peta kebun kopi?")
    page.get_by_role("textbox", name="Jawaban", exact=True).fill(
        "Peta kebun kopi ada pada **dinas perkebunan**."
    )
    page.get_by_role("button", name="Pratinjau").click()
    expect(page.locator("#preview strong")).to_have_text("dinas perkebunan")
    page.get_by_role("button", name="Simpan draf dan uji").click()


def _tests_and_replays(page: Page) -> None:
    expect(page.get_by_role("main")).to_contain_text("tidak merusak apa pun")
    page.get_by_role("link", name="Putar ulang").click()
    page.get_by_role("button", name=re.compile("Tinjauan cepat")).click()
    expect(page.get_by_role("row", name=re.compile("lokasi kebun kopi"))).to_contain_text(
        "Di mana peta kebun kopi?"
    )
    page.get_by_role("link", name="Di mana peta kebun kopi?").first.click()
    expect(page.get_by_role("button", name="Terbitkan")).to_have_count(0)
    page.get_by_role("button", name="Minta tinjauan").click()


def _sari_reviews_and_publishes(page: Page) -> None:
    page.goto(page.url.split("/akun/")[0].rstrip("/") + "/petugas/jawaban/?rak=tinjauan")
    page.get_by_role("link", name="Di mana peta kebun kopi?").click()
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("main")).to_contain_text("Berlaku: versi 1")


def _it_fires(page: Page, site: str, topic: Topic) -> None:
    page.goto(site + topic.get_absolute_url())
    expect(page.locator(".post--automatic")).to_contain_text("dinas perkebunan")
    page.locator(".explanation summary").click()
    expect(page.locator(".explanation")).to_contain_text("versi 1")


def _dewi_changes_it_and_goes_back(dewi: Page, sari: Page, site: str) -> None:
    answer = Answer.objects.get(question="Di mana peta kebun kopi?")
    url = f"{site}/petugas/jawaban/{answer.pk}/"
    dewi.goto(f"{url}ubah/")
    dewi.get_by_role("textbox", name="Jawaban", exact=True).fill("Isi yang keliru.")
    dewi.get_by_role("button", name="Simpan draf dan uji").click()
    sari.goto(url)
    sari.get_by_role("button", name="Terbitkan").click()
    dewi.goto(url)
    dewi.get_by_role("link", name="Versi 1", exact=True).click()
    dewi.get_by_role("button", name="Kembali ke versi ini").click()
    expect(dewi.get_by_role("main")).to_contain_text("Berlaku: versi 3")
    expect(dewi.get_by_role("main")).to_contain_text("dinas perkebunan")


def _every_step_is_in_the_history(page: Page) -> None:
    history = page.get_by_role("region", name="Riwayat", exact=True).get_by_role("listitem")
    told = [text.split(" · ")[1] for text in history.all_inner_texts()]
    assert [re.sub(r" \(.*", "", line) for line in told] == [
        "Dewi kembali ke versi sebelumnya",
        "Sari menerbitkan",
        "Dewi mengubah draf",
        "Sari menerbitkan",
        "Dewi meminta tinjauan",
        "Dewi mengubah draf",
        "Dewi memulai jawaban ini",
    ]
