"""axe-core on the pages of the workbench, light and dark, and no page wider than a phone."""

import pytest

from autoreply import curation
from autoreply.models import Answer, CannedReply, Lookup, Replay
from forum.models import Category
from pages import moment
from tests import factories
from tests.journey.test_accessibility import faults, log_in, phone

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

BENCH = "/petugas/jawaban/"
PAGES = (
    BENCH, f"{BENCH}baru/", f"{BENCH}{{answer}}/", f"{BENCH}{{answer}}/ubah/",
    f"{BENCH}{{answer}}/uji/", f"{BENCH}{{answer}}/versi/{{draft}}/", f"{BENCH}uji/",
    f"{BENCH}coba/?q=jumlah+penduduk&draf={{draft}}", f"{BENCH}celah/", f"{BENCH}perhatian/",
    f"{BENCH}putar-ulang/{{draft}}/baru/", f"{BENCH}putar-ulang/{{replay}}/",
    f"{BENCH}pertukaran/", f"{BENCH}riwayat/", "/petugas/balasan-siap/",
    "/petugas/balasan-siap/baru/", "/bantuan/kurator/", "/bantuan/kurator/menulis/",
)  # fmt: skip


@pytest.fixture
def site(served):
    category = Category.objects.create(slug="kependudukan", name="Kependudukan")
    answer = factories.answer(category)
    dewi = factories.officer("dewi", "kurator")
    factories.topic(factories.member("ana"), category, "jumlah penduduk lampung selatan 2023")
    draft = curation.draft_of(answer, dewi)
    content = draft.content | {"body": "Isi yang lain.", "examples": ["satu contoh saja"]}
    curation.write(draft, content, dewi, base=curation.base_of(draft), note="Lebih singkat.")
    Lookup.objects.record("", "peta kebun kopi", answers=0, topics=0)
    CannedReply.objects.create(title="Salam", body="Halo {nama}")
    Answer.objects.update(review_on=moment.today())
    today = moment.today()
    Replay.objects.create(version=draft, since=today, until=today, state="done")
    return served.url


def test_nothing_serious_and_nothing_wider_than_a_phone(site, open_browser):
    page = phone(open_browser)
    log_in(page, site, "dewi")
    answer = Answer.objects.get()
    values = {
        "answer": answer.pk,
        "draft": answer.versions.open().get().pk,
        "replay": Replay.objects.get().pk,
    }
    found = {}
    for pattern in PAGES:
        response = page.goto(site + pattern.format(**values))
        found[pattern] = (response.status, faults(page))
    assert {key: row for key, row in found.items() if row != (200, ([], False))} == {}
