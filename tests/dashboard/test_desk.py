"""The officers' desk."""

import pytest

from autoreply.models import Decision, Feedback
from dashboard.queues import QUEUES
from forum.models import Post
from servicedesk.moves import Status
from tests import factories


def titles(client, queue):
    rows = client.get("/petugas/", {"antrean": queue}).context["page"].rows
    return [row.title for row in rows]


@pytest.fixture
def world(ana, sari, dewi, category, answer, committed):
    """One topic for each queue."""
    made = {
        title: factories.topic(ana, category, title)
        for title in ("Baru saja", "Dipegang Sari", "Dipegang Dewi", "Ditanya balik", "Selesai")
    }
    made["Dipegang Sari"].ticket.claim(sari)
    made["Dipegang Dewi"].ticket.claim(dewi)
    Post.objects.reply(
        made["Ditanya balik"], author=sari, body="Kapan?", status=Status.WAITING_ASKER
    )
    Post.objects.reply(made["Selesai"], author=sari, body="Ya", status=Status.RESOLVED)
    with committed():
        topic = factories.topic(ana, category, "jumlah penduduk lampung selatan 2023")
    Feedback.objects.give(Decision.objects.get(topic=topic), ana, helped=False)
    return made


NOT_HELPED = "jumlah penduduk lampung selatan 2023"


@pytest.mark.parametrize(
    ("queue", "expected"),
    [
        ("menunggu", ["Baru saja", "Dipegang Sari", "Dipegang Dewi", NOT_HELPED]),
        ("tidak-terbantu", [NOT_HELPED]),
        ("tanpa-petugas", ["Baru saja", NOT_HELPED]),
        ("milik-saya", ["Dipegang Sari", "Ditanya balik"]),
        ("menunggu-pemohon", ["Ditanya balik"]),
        (
            "semua",
            ["Baru saja", "Dipegang Sari", "Dipegang Dewi", "Ditanya balik", NOT_HELPED],
        ),
    ],
)
def test_each_queue_holds_its_own_the_longest_wait_first(logged_in, sari, world, queue, expected):
    assert titles(logged_in(sari), queue) == expected


def test_the_sizes_are_those_of_the_queues(logged_in, sari, world):
    client = logged_in(sari)
    sizes = {row.slug: size for row, size in client.get("/petugas/").context["queues"]}
    assert sizes == {queue.slug: len(titles(client, queue.slug)) for queue in QUEUES}


def test_an_unknown_queue_is_the_first(logged_in, sari, world):
    assert titles(logged_in(sari), "entah") == titles(logged_in(sari), "menunggu")


def test_an_empty_desk_says_so(logged_in, sari):
    assert "Tidak ada yang menunggu" in logged_in(sari).get("/petugas/").content.decode()
