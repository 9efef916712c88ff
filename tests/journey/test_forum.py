"""The forum in a browser: writing comforts with a script, and every button without one."""

import re

import pytest
from playwright.sync_api import Page, expect

from forum.models import Category, Draft, Post, Topic
from tests import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def site(served):
    category = Category.objects.create(slug="kependudukan", name="Kependudukan")
    ana, ben = factories.member("ana"), factories.member("ben")
    factories.officer("sari", "petugas")
    topic = factories.topic(ana, category, "Peta desa wisata tersedia di mana")
    Post.objects.reply(topic, author=ben, body="Coba lihat situs dinas pariwisata provinsi.")
    return served.url


def log_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/akun/login/")
    page.locator("input[name=login]").fill(f"{name}@example.org")
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{site}/")


def open_topic(page: Page, site: str) -> None:
    page.goto(site + Topic.objects.get().get_absolute_url())


def test_writing_with_a_script(site, open_browser):
    page = open_browser()
    log_in(page, site, "ana")
    open_topic(page, site)
    box = page.get_by_label("Tulis balasan")
    box.fill("penting")
    box.select_text()
    page.get_by_role("button", name="Tebal").click()
    expect(box).to_have_value("**penting**")
    page.locator(".post--reply .prose p").select_text()
    page.locator(".post--reply [data-quote]").click()
    expect(box).to_have_value(re.compile(r"> Coba lihat situs dinas"))
    expect(page.get_by_text("Draf tersimpan")).to_be_visible()
    assert "Coba lihat" in Draft.objects.get().fields["body"]
    box.evaluate(
        """area => {
            const data = new DataTransfer();
            data.items.add(new File(["a;b\\n1;2\\n3;4\\n"], "tabel.csv", { type: "text/csv" }));
            area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
        }"""
    )
    page.get_by_role("button", name="Kirim balasan").click()
    expect(page.get_by_role("link", name="tabel.csv")).to_be_visible()
    assert not Draft.objects.exists()


def test_every_button_without_a_script(site, open_browser):
    ben = open_browser(java_script_enabled=False)
    log_in(ben, site, "ben")
    open_topic(ben, site)
    ben.get_by_role("button", name=re.compile("^Saya juga")).click()
    expect(ben.get_by_role("button", name=re.compile("^Saya juga 1"))).to_be_visible()
    ben.get_by_role("link", name="Ubah").click()
    ben.get_by_label("Isi").fill("Coba lihat situs BPS saja.")
    ben.get_by_role("button", name="Simpan Perubahan").click()
    ben.get_by_role("link", name="diubah").click()
    expect(ben.locator("ins").first).to_be_visible()
    ana = open_browser(java_script_enabled=False)
    log_in(ana, site, "ana")
    open_topic(ana, site)
    ana.get_by_role("button", name="Membantu: 0").click()
    expect(ana.get_by_role("button", name="Membantu: 1")).to_be_visible()
    ana.get_by_role("button", name="Ini solusinya").click()
    expect(ana.locator(".jump")).to_contain_text("Solusi")
    expect(ana.locator(".topic-head")).to_contain_text("Selesai")


def test_from_a_report_to_a_hidden_post_and_back(site, open_browser):
    ana = open_browser(java_script_enabled=False)
    log_in(ana, site, "ana")
    open_topic(ana, site)
    ana.get_by_role("link", name="Laporkan").click()
    ana.get_by_label("Spam").check()
    ana.get_by_role("button", name="Laporkan").click()
    sari = open_browser(java_script_enabled=False, viewport={"width": 360, "height": 740})
    log_in(sari, site, "sari")
    sari.goto(f"{site}/petugas/moderasi/")
    sari.get_by_role("button", name="Sembunyikan").click()
    open_topic(ana, site)
    expect(ana.get_by_text("disembunyikan oleh moderator")).to_be_visible()
    open_topic(sari, site)
    sari.get_by_role("button", name="Pulihkan").click()
    open_topic(ana, site)
    expect(ana.locator(".post--reply")).to_contain_text("dinas pariwisata")


def test_searching_and_following_a_ticket_without_a_script(site, open_browser):
    page = open_browser(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(f"{site}/cari/")
    page.get_by_role("searchbox").fill("dessa wisatta")
    page.get_by_role("main").get_by_role("button", name="Cari").click()
    expect(page.locator(".result")).to_contain_text("Peta desa wisata")
    expect(page.locator(".callout")).to_contain_text("Yang ditampilkan")
    page.goto(f"{site}/lacak/")
    page.get_by_label("Nomor tiket").fill(Topic.objects.get().ticket.code)
    page.get_by_label("Alamat surel Anda").fill("ana@example.org")
    page.get_by_role("button", name="Tampilkan status").click()
    expect(page.get_by_role("main")).to_contain_text("Peta desa wisata")
