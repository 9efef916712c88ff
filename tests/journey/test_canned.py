"""Canned replies in a browser: at the cursor with a script, below the text without one."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from autoreply.models import CannedReply
from forum.models import Category, Post, Topic
from tests import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def site(served):
    category = Category.objects.create(slug="kependudukan", name="Kependudukan")
    factories.officer("sari", "petugas")
    factories.topic(factories.member("ana"), category, "Peta desa wisata tersedia di mana")
    replies = (("Peta wilayah", "Halo {nama}, peta desa ada."), ("Jam layanan", "Pukul delapan."))
    for title, body in replies:
        CannedReply.objects.create(title=title, body=body)
    return served.url


def open_topic(page: Page, site: str) -> None:
    page.goto(f"{site}/akun/login/")
    page.locator("input[name=login]").fill("sari@example.org")
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{site}/")
    page.goto(site + Topic.objects.get().get_absolute_url())


def test_with_a_script_it_goes_in_at_the_cursor(site, open_browser):
    page = open_browser(viewport={"width": 360, "height": 740})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda row: complaints.append(row.text) if row.type == "error" else None)
    open_topic(page, site)
    box, panel = page.locator("#id_body"), page.locator("[data-canned]")
    box.fill("Awal. Akhir.")
    box.evaluate("area => area.setSelectionRange(6, 6)")
    panel.locator("summary").click()
    rows = panel.locator("[data-canned-use]")
    expect(rows.first).to_contain_text("Peta wilayah")
    expect(rows).to_have_count(2)
    search = panel.get_by_role("searchbox")
    search.press_sequentially("delapan", delay=5)
    expect(rows).to_have_count(1)
    search.press("Enter")
    expect(rows.first).to_contain_text("Jam layanan")
    search.fill("peta")
    expect(rows.first).to_contain_text("Peta wilayah")
    expect(rows).to_have_count(1)
    search.press("Tab")
    page.keyboard.press("Tab")
    expect(rows.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_have_value("Awal. Halo Ana, peta desa ada.Akhir.")
    expect(box).to_be_focused()
    assert CannedReply.objects.get(title="Peta wilayah").use_count == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page).response["violations"]
    assert [row["id"] for row in found if row["impact"] in ("serious", "critical")] == []
    search.press("Escape")
    expect(panel).not_to_have_attribute("open", re.compile(".*"))
    expect(panel.locator("summary")).to_be_focused()
    assert complaints == []
    assert Post.objects.count() == 1


def test_one_that_is_gone_is_spoken_of_and_nothing_is_lost(site, open_browser):
    page = open_browser()
    open_topic(page, site)
    page.locator("#id_body").fill("Sudah ditulis.")
    page.locator("[data-canned] summary").click()
    expect(page.locator("[data-canned-use]")).to_have_count(2)
    CannedReply.objects.all().delete()
    page.locator("[data-canned-use]").first.click()
    expect(page.locator("[data-canned-failed]")).to_be_visible()
    expect(page.locator("#id_body")).to_have_value("Sudah ditulis.")


def test_without_a_script_it_comes_below_what_was_typed(site, open_browser):
    page = open_browser(java_script_enabled=False, viewport={"width": 360, "height": 740})
    open_topic(page, site)
    page.locator("#id_body").fill("Awal.")
    page.locator("[data-canned] summary").click()
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#id_body")).to_have_value("Awal.")
    page.locator("[data-canned-use]", has_text="Peta wilayah").click()
    expect(page.locator("#id_body")).to_have_value("Awal.\n\nHalo Ana, peta desa ada.")
    page.locator("form.editor .btn-primary").click()
    expect(page.locator(".post--official")).to_contain_text("Halo Ana, peta desa ada.")
    assert CannedReply.objects.get(title="Peta wilayah").use_count == 1
