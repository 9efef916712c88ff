"""axe-core on the pages of the journey, light and dark, and no page wider than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from accounts.models import User
from autoreply.models import Answer
from chat.models import Conversation
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
    "/notifikasi/pengaturan/",
    "/petugas/moderasi/", "/petugas/topik/{id}/penggabungan/", "/petugas/topik/{id}/pemisahan/",
    "/balasan/{post}/ubah/", "/balasan/{post}/versi/", "/balasan/{post}/laporan/",
    "{release}", "/rilis/langganan/", "/petugas/rilis/", "/petugas/rilis/baru/",
    "/petugas/rilis/impor/", "/petugas/rilis/subjek/", "/petugas/pengumuman/baru/",
    "/pesan/", "/pesan/baru/?q=Data+saya", "{private}", "/petugas/pesan/{private_id}/konteks/",
    "/petugas/pesan/{private_id}/salinan/", "/petugas/?antrean=semua&kanal=pesan",
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
    private = factories.conversation(ana, "jumlah penduduk lampung selatan 2023")
    factories.message(private, sari, "Ini **jawabannya**")
    return served.url


def addresses(patterns):
    topic, answer = Topic.objects.last(), Answer.objects.get()
    private = Conversation.objects.get()
    values = {
        "topic": topic.get_absolute_url(),
        "id": topic.pk,
        "post": topic.posts.last().pk,
        "answer": answer.get_absolute_url(),
        "release": Release.objects.planned().get().get_absolute_url(),
        "month": f"/rilis/{moment.today():%Y/%m}/",
        "private": private.get_absolute_url(),
        "private_id": private.pk,
    }
    return [pattern.format(**values) for pattern in patterns]


def serious(page):
    return _found(Axe().run(page).response)


def faults(page):
    """What axe-core finds serious in light and in dark, and whether the page is too wide. The dark
    page is the same page: it differs in its colours only."""
    found = serious(page)
    page.emulate_media(color_scheme="dark")
    found += _found(page.evaluate("axe.run({runOnly: ['color-contrast']})"))
    page.emulate_media(color_scheme="light")
    return found, sideways(page)


def _found(response):
    return [
        (row["id"], [node["html"][:120] for node in row["nodes"]])
        for row in response["violations"]
        if row["impact"] in ("serious", "critical")
    ]


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def log_in(page, site, name):
    """The form itself is filled in by the journeys."""
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])


def phone(open_browser):
    return open_browser(reduced_motion="reduce", viewport={"width": 360, "height": 740})


def test_nothing_serious_and_nothing_wider_than_a_phone(site, open_browser, settings):
    page = phone(open_browser)
    found = {}
    for address in [*addresses(PUBLIC), "/styleguide/"]:
        settings.DEBUG = address == "/styleguide/"  # shown to developers only
        page.goto(site + address)
        found[address] = faults(page)
    log_in(page, site, "sari")
    for address in addresses(OFFICERS):
        page.goto(site + address)
        found[address] = faults(page)
    assert {key: value for key, value in found.items() if value != ([], False)} == {}


def test_a_colour_too_pale_in_the_dark_is_found(site, open_browser):
    page = phone(open_browser)
    page.goto(f"{site}/topik/")
    rule = "@media (prefers-color-scheme: dark) { main * { color: #333 !important } }"
    page.evaluate("rule => document.styleSheets[0].insertRule(rule)", rule)
    assert [rule for rule, _nodes in faults(page)[0]] == ["color-contrast"]
