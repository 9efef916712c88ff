"""axe-core on the pages of the journey, light and dark, and no page wider than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from autoreply.models import Answer
from forum.models import Category, Post, Topic
from notices.models import Notice
from pages import moment
from releases.models import Release, Subscription
from tests import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

PUBLIC = (
    "/", "/topik/", "/tanya/", "/jawaban/", "/jawaban/?q=jumlah+penduduk", "{answer}", "{topic}",
    "/akun/login/", "/akun/signup/", "/akun/login/code/", "/tidak-ada/", "/cari/?q=penduduk",
    "/lacak/", "/bantuan/", "{topic}?urut=terbaru", "/rilis/", "{month}", "{release}",
    "/rilis/subjek/inflasi/", "/pengumuman/",
)  # fmt: skip
OFFICERS = (
    "/petugas/", "/petugas/dasbor/", "/petugas/duplikat/", "{topic}?post=1", "/notifikasi/",
    "/petugas/moderasi/", "/petugas/topik/{id}/penggabungan/", "/petugas/topik/{id}/pemisahan/",
    "/balasan/{post}/ubah/", "/balasan/{post}/versi/", "/balasan/{post}/laporan/",
    "{release}", "/rilis/langganan/", "/petugas/rilis/", "/petugas/rilis/baru/",
    "/petugas/rilis/impor/", "/petugas/rilis/subjek/", "/petugas/pengumuman/baru/",
)  # fmt: skip


@pytest.fixture
def site(served):
    category = Category.objects.create(slug="kependudukan", name="Kependudukan")
    factories.answer(category)
    ana, sari = factories.member("ana"), factories.officer("sari", "petugas")
    for _time in range(2):
        topic = factories.topic(ana, category, "jumlah penduduk lampung selatan 2023")
    parent = Post.objects.reply(topic, author=sari, body="| a | b |\n|---|---|\n| 1 | 2 |")
    Post.objects.reply(topic, author=ana, body="Terima kasih", parent=parent)
    subject = factories.subject("Inflasi")
    release = factories.release(subject, "Inflasi Lampung, November")
    factories.release(subject, "Inflasi Lampung, Oktober", moment.today()).publish(sari)
    release.revise(sari, "Libur", planned_on=moment.today())
    Subscription.objects.start(sari, subject)
    topic.wait_for(release, sari)
    Notice(title="Libur", body="Kantor **tutup**.").write(sari)
    return served.url


def addresses(patterns):
    topic, answer = Topic.objects.last(), Answer.objects.get()
    values = {
        "topic": topic.get_absolute_url(),
        "id": topic.pk,
        "post": topic.posts.last().pk,
        "answer": answer.get_absolute_url(),
        "release": Release.objects.planned().get().get_absolute_url(),
        "month": f"/rilis/{moment.today():%Y/%m}/",
    }
    return [pattern.format(**values) for pattern in patterns]


def serious(page):
    violations = Axe().run(page).response["violations"]
    return [
        (row["id"], [node["html"][:120] for node in row["nodes"]])
        for row in violations
        if row["impact"] in ("serious", "critical")
    ]


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def log_in(page, site, name):
    page.goto(f"{site}/akun/login/")
    page.locator("input[name=login]").fill(f"{name}@example.org")
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{site}/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_and_nothing_wider_than_a_phone(site, open_browser, scheme, settings):
    page = open_browser(color_scheme=scheme, viewport={"width": 360, "height": 740})
    found = {}
    for address in [*addresses(PUBLIC), "/styleguide/"]:
        settings.DEBUG = address == "/styleguide/"  # shown to developers only
        page.goto(site + address)
        found[address] = (serious(page), sideways(page))
    log_in(page, site, "sari")
    for address in addresses(OFFICERS):
        page.goto(site + address)
        found[address] = (serious(page), sideways(page))
    assert {key: value for key, value in found.items() if value != ([], False)} == {}
