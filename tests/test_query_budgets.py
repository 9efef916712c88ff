"""The most queries each page may cost; the same with 2 and with 20 rows of everything."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from autoreply.models import Decision
from chat.models import Conversation
from forum.models import Duplicate, Post
from notices.models import Notice
from notifications.announcing import announce
from notifications.kinds import MENTION
from pages import moment
from releases.models import Subscription
from tests import factories

# Address: (who opens it, the most queries).
BUDGETS = {
    "/": ("stranger", 6),
    "/topik/": ("stranger", 3),
    "/topik/?daftar=saya-juga": ("stranger", 2),
    "/topik/?daftar=diikuti": ("ana", 6),
    "/topik/atom/": ("stranger", 2),
    "/kategori/kependudukan/": ("stranger", 4),
    "/cari/?q=nomor": ("stranger", 6),
    "/tanya/": ("ana", 8),
    "/sitemap-topik.xml": ("stranger", 2),
    "/jawaban/": ("stranger", 3),
    "/jawaban/?q=jumlah+penduduk": ("stranger", 7),
    "/jawaban/saran/?q=jumlah+penduduk": ("stranger", 7),
    "{topic}?stranger": ("stranger", 7),
    "{topic}": ("ana", 10),
    "{topic}?officer": ("sari", 10),
    "/notifikasi/": ("ana", 6),
    "/notifikasi/pengaturan/": ("ana", 7),
    "/jawaban/jawaban-2/": ("stranger", 6),
    "/jawaban/atom/": ("stranger", 2),
    "/rilis/": ("stranger", 2),
    "/rilis/?subjek=inflasi&wilayah=1871&keadaan=semua": ("stranger", 4),
    "/rilis/2026/11/": ("stranger", 2),
    "/rilis/subjek/inflasi/": ("ana", 9),
    "/rilis/wilayah/1871/": ("stranger", 2),
    "/rilis/kalender.ics": ("stranger", 2),
    "/rilis/subjek/inflasi/kalender.ics": ("stranger", 6),
    "/rilis/atom/": ("stranger", 2),
    "/rilis/langganan/": ("ana", 6),
    "/sitemap-rilis.xml": ("stranger", 2),
    "/petugas/rilis/": ("sari", 5),
    "/petugas/rilis/subjek/": ("sari", 4),
    "/petugas/rilis/ekspor/": ("sari", 3),
    "/pengumuman/": ("stranger", 2),
    "/pengumuman/atom/": ("stranger", 2),
    "/petugas/pengumuman/": ("sari", 4),
    "/petugas/": ("sari", 13),
    "/petugas/?antrean=semua&q=nomor&kategori=kependudukan": ("sari", 15),
    "/petugas/langsung/": ("sari", 13),
    "/petugas/topik/{pk}/konteks/": ("sari", 15),
    "/petugas/jawaban/": ("sari", 6),
    "/petugas/jawaban/perhatian/": ("sari", 6),
    "/petugas/jawaban/celah/": ("sari", 9),
    "/petugas/jawaban/coba/?q=jumlah+penduduk": ("sari", 8),
    "/petugas/balasan-siap/": ("sari", 6),
    "/petugas/dasbor/": ("sari", 25),
    "/petugas/dasbor/langsung/": ("sari", 17),
    "/petugas/dasbor/permintaan/": ("sari", 16),
    "/petugas/dasbor/petugas-semua-kerja/": ("sari", 16),
    "/petugas/laporan/{month}/": ("sari", 26),
    "/pesan/": ("ana", 5),
    "{conversation}": ("ana", 12),
    "{conversation}?officer": ("sari", 19),
    "/petugas/pesan/{private}/konteks/": ("sari", 16),
    "/langsung/?percakapan={private}": ("ana", 3),
    "/langsung/?percakapan={private}&kantor=1&topik={pk}": ("sari", 3),
    "/langsung/?meja=1": ("sari", 3),
    "/langsung/?topik={pk}": ("stranger", 1),
    "/petugas/moderasi/": ("sari", 9),
    "/petugas/duplikat/": ("sari", 6),
}


@pytest.fixture
def populate(ana, ben, sari, category, answer):
    def populate(rows):
        """`rows` of everything a page lists, on top of what is there."""
        first = None
        for number in range(rows):
            topic = factories.topic(ben, category, f"jumlah penduduk nomor {number}")
            first = first or topic
            Decision.objects.get_or_create(topic=topic, defaults={"outcome": "silent"})
            post = Post.objects.reply(first, author=sari, body=f"Balasan {number}")
            announce(MENTION, [ana], post)
            private = factories.conversation(ana, f"Data saya nomor {number}")
            Decision.objects.get_or_create(conversation=private, defaults={"outcome": "silent"})
            factories.message(Conversation.objects.earliest("pk"), sari, f"Pesan {number}")
            if topic != first:
                Duplicate.objects.create(topic=topic, original=first, score=0.8)
            _populate_releases(number, ana)
        factories.answer(category, f"jawaban-{rows}", f"Jawaban {rows}", (f"contoh {rows}",))
        return first

    return populate


def _populate_releases(number, ana):
    """A release out, one planned this month and one later, a part of a subject, a notice."""
    subject = factories.subject("Inflasi")
    part = factories.subject(f"Bagian {number}", parent=subject)
    for days in (0, 1, 60):
        day = moment.today() + timedelta(days=days)
        factories.release(subject, f"Rencana {number}", day)
    factories.release(part, f"Rilis {number}", moment.today()).publish()
    Subscription.objects.start(ana, part, "1871")
    Notice(title=f"Kabar {number}", body="Isi.").write(ana)
    Notice(title=f"Lama {number}", body="Isi.", ended_at=moment.now()).write(ana)


def cost(reader, url):
    reader.get(url)  # the index of the answers is built once per process
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(url).status_code == 200
    return len(captured)


def _filled(address, topic):
    private = Conversation.objects.earliest("pk")
    return address.format(
        topic=topic.get_absolute_url(),
        pk=topic.pk,
        month=f"{moment.today():%Y-%m}",
        conversation=private.get_absolute_url(),
        private=private.pk,
    )


@pytest.mark.parametrize("address", BUDGETS)
def test_budget(address, client, logged_in, ana, sari, populate):
    who, most = BUDGETS[address]
    reader = {"stranger": client, "ana": logged_in(ana), "sari": logged_in(sari)}[who]
    url = _filled(address, populate(2))
    with_two = cost(reader, url)
    url = _filled(address, populate(20))
    assert cost(reader, url) == with_two, "the cost grows with the rows"
    assert with_two <= most


@pytest.mark.parametrize("address", ["/topik/", "{topic}"])
def test_a_page_of_twenty_weighs_at_most_thirty_kilobytes(address, client, ben, populate):
    first = populate(20)
    page = client.get(address.format(topic=first.get_absolute_url()))
    assert page.content.count(b'class="topic-row') >= 20 or page.content.count(b"post--") >= 20
    assert len(page.content) <= 30_000
