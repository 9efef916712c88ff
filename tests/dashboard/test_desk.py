"""The officers' desk: its queues, their order, their filters, and its refreshing."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Team
from autoreply.models import Decision, Feedback
from dashboard.queues import QUEUES
from forum.models import Category, Flag, Post, Topic
from forum.models.state import State
from pages import moment
from servicedesk.models import ServiceType, Ticket
from servicedesk.moves import Status
from tests import factories

# A Monday, 10.00 WIB: the office is open from 8.00 to 15.30 or later.
NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
NOT_HELPED = "jumlah penduduk lampung selatan 2023"


def titles(client, queue="semua", **filters):
    rows = client.get("/petugas/", {"antrean": queue, **filters}).context["lines"]
    return [row.matter.title for row in rows]


def due(topic, at):
    Ticket.objects.filter(pk=topic.ticket_id).update(due_at=at)


@pytest.fixture
def world(ana, ben, sari, dewi, category, answer, committed):
    """At least one topic for each queue; it is Monday morning, and nothing else is due."""
    with moment.at(NOON):
        made = {
            title: factories.topic(ana, category, title)
            for title in ("Baru", "Sari punya", "Dewi punya", "Ditanya balik", "Selesai", "Lapor")
        }
        made["Sari punya"].ticket.claim(sari)
        made["Dewi punya"].ticket.claim(dewi)
        asked = {"author": sari, "body": "Kapan?", "status": Status.WAITING_ASKER}
        Post.objects.reply(made["Ditanya balik"], **asked)
        Post.objects.reply(made["Selesai"], author=sari, body="Ya", status=Status.RESOLVED)
        made["Tunggu"] = factories.topic(ana, category, "Tunggu", state=State.PENDING)
        team = Team.objects.create(name="Uji")
        team.members.add(sari)
        made["Dewi punya"].ticket.hand_over(team, dewi)
        made["Dewi punya"].ticket.claim(dewi)
        with committed():
            made["Otomatis"] = factories.topic(ana, category, NOT_HELPED)
        Feedback.objects.give(Decision.objects.get(), ana, helped=False)
        Flag.objects.raise_for(made["Lapor"].posts.get(), ben, "spam", "")
        Ticket.objects.update(due_at=None)
        due(made["Baru"], NOON + timedelta(hours=3))
        due(made["Lapor"], NOON + timedelta(days=3))
        due(made["Sari punya"], NOON - timedelta(minutes=90))
        yield made


ALL = ["Sari punya", "Baru", "Lapor", "Dewi punya", "Ditanya balik", "Tunggu", NOT_HELPED]


@pytest.mark.parametrize(
    ("queue", "expected"),
    [
        ("menunggu", [title for title in ALL if title != "Ditanya balik"]),
        ("milik-saya", ["Sari punya", "Ditanya balik"]),
        ("tim-saya", ["Dewi punya"]),
        ("tanpa-petugas", ["Baru", "Lapor", "Tunggu", NOT_HELPED]),
        ("tidak-terbantu", [NOT_HELPED]),
        ("segera", ["Baru"]),
        ("lewat-waktu", ["Sari punya"]),
        ("menunggu-pemohon", ["Ditanya balik"]),
        ("dilaporkan", ["Lapor"]),
        ("persetujuan", ["Tunggu"]),
        ("semua", ALL),
    ],
)
def test_each_queue_holds_its_own_the_next_due_first(logged_in, sari, world, queue, expected):
    assert titles(logged_in(sari), queue) == expected


def test_a_reply_that_waits_for_approval_brings_its_topic(logged_in, ben, sari, world):
    Post.objects.reply(world["Selesai"], author=ben, body="Spam?", state=State.PENDING)
    assert titles(logged_in(sari), "persetujuan") == ["Selesai", "Tunggu"]


def test_reports_that_are_closed_bring_nothing(logged_in, sari, world):
    Flag.objects.resolve(world["Lapor"].posts.get(), sari)
    assert titles(logged_in(sari), "dilaporkan") == []


def test_the_sizes_are_those_of_the_queues(logged_in, sari, world):
    client = logged_in(sari)
    sizes = {row.slug: size for row, size, _ in client.get("/petugas/").context["queues"]}
    assert sizes == {queue.slug: len(titles(client, queue.slug)) for queue in QUEUES}
    assert all(sizes.values())


def test_an_unknown_queue_is_the_first(logged_in, sari, world):
    assert titles(logged_in(sari), "entah") == titles(logged_in(sari), "menunggu")


def test_an_empty_desk_says_so(logged_in, sari):
    assert "Tidak ada yang menunggu" in logged_in(sari).get("/petugas/").content.decode()


def test_due_soon_is_in_working_hours(logged_in, sari, world):
    """On Friday afternoon what is due on Monday morning is soon, for the office is closed."""
    friday = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
    due(world["Baru"], friday + timedelta(days=2, hours=18, minutes=30))
    with moment.at(friday):
        assert "Baru" in titles(logged_in(sari), "segera")
    with moment.at(friday - timedelta(hours=4)):
        assert "Baru" not in titles(logged_in(sari), "segera")


@pytest.mark.parametrize(
    ("later", "words", "marked"),
    [
        (timedelta(hours=2), "jatuh tempo dalam 2 jam kerja", False),
        (timedelta(minutes=25), "jatuh tempo dalam 25 menit kerja", False),
        (timedelta(days=14), "jatuh tempo 7 Desember 2026", False),
        (timedelta(hours=-2), "lewat 2 jam kerja", True),
        (timedelta(minutes=-5), "lewat 5 menit kerja", True),
        (timedelta(days=-3), "lewat 8 jam kerja", True),
    ],
)
def test_when_it_is_due_in_words_and_with_a_mark(logged_in, sari, topic, later, words, marked):
    """From Friday 10.00 to Monday 10.00 the office works 6 and 2 hours."""
    with moment.at(NOON):
        due(topic, NOON + later)
        page = logged_in(sari).get("/petugas/").content.decode()
    assert words in page
    assert ('class="due__mark"' in page) == marked


@pytest.fixture
def filtered(world, sari):
    """Values for each filter, of which "Sari punya" alone meets all."""
    other = Category.objects.create(slug="lain", name="Lain")
    service = ServiceType.objects.create(slug="peta", name="Peta", position=900)
    team = Team.objects.create(name="Peta")
    topic = world["Sari punya"]
    Topic.objects.filter(pk=topic.pk).update(category=other)
    Ticket.objects.filter(pk=topic.ticket_id).update(service_type=service, team=team)
    return {
        "kategori": "lain",
        "tim": str(team.pk),
        "petugas": str(sari.pk),
        "layanan": "peta",
        "status": "in-progress",
        "q": "PUNYA sari",
    }


@pytest.mark.parametrize("name", ["kategori", "tim", "petugas", "layanan", "status", "q"])
def test_a_filter_narrows_the_queue_and_its_size(logged_in, sari, filtered, name):
    client = logged_in(sari)
    page = client.get("/petugas/", {"antrean": "semua", name: filtered[name]})
    found = [row.matter.title for row in page.context["lines"]]
    assert "Sari punya" in found
    assert "Baru" not in found
    assert {row.slug: size for row, size, _ in page.context["queues"]}["semua"] == len(found)


@pytest.mark.parametrize("words", ["sar", "ARI pun", "punya sari", "ri", "y"])
def test_pieces_of_words_of_the_title_are_enough(logged_in, sari, world, words):
    assert "Sari punya" in titles(logged_in(sari), q=words)
    assert titles(logged_in(sari), q=f"{words} entah") == []


@pytest.mark.parametrize("words", ["100%", "_", "'", "\\"])
def test_words_are_taken_as_they_are(logged_in, ana, sari, category, world, words):
    factories.topic(ana, category, f"Kenapa {words} begini")
    assert titles(logged_in(sari), q=words) == [f"Kenapa {words} begini"]


def test_what_is_settled_crowds_nothing_out(logged_in, ana, sari, category, monkeypatch):
    """Of so many titles with the words those count that some queue could show."""
    monkeypatch.setattr("dashboard.desk_form._MOST_FOUND", 2)
    factories.topic(ana, category, "Harga yang terbuka")
    for number in range(3):
        settled = factories.topic(ana, category, f"Harga {number}")
        settled.ticket.move(Status.RESOLVED, sari)
    Flag.objects.raise_for(settled.posts.get(), sari, "spam", "")
    assert titles(logged_in(sari), q="harga") == ["Harga yang terbuka"]
    assert titles(logged_in(sari), "dilaporkan", q="harga") == ["Harga 2"]


@pytest.mark.parametrize("typed", ["{code}", "  {code} ", "{lower}"])
@pytest.mark.parametrize("title", ["Baru", "Selesai"])
def test_a_ticket_code_leads_to_its_topic(logged_in, sari, world, title, typed):
    code = Ticket.objects.get(topic__title=title).code
    address = {"q": typed.format(code=code, lower=code.lower()), "antrean": "milik-saya"}
    response = logged_in(sari).get("/petugas/", address)
    assert response.headers["location"] == world[title].get_absolute_url()


@pytest.mark.parametrize("code", ["PST-2611-222222", "PST-2611-22222", "pst-²⁶¹¹-222222", "%"])
def test_a_code_of_no_ticket_finds_nothing(logged_in, sari, world, code):
    assert titles(logged_in(sari), q=code) == []


def test_filters_combine_and_every_link_and_form_keeps_them(logged_in, sari, filtered):
    client = logged_in(sari)
    assert titles(client, "semua", **filtered) == ["Sari punya"]
    assert titles(client, "tanpa-petugas", **filtered) == []
    page = client.get("/petugas/", {"antrean": "semua", **filtered})
    for _row, _size, address in page.context["queues"]:
        assert "kategori=lain" in address
        assert "q=PUNYA+sari" in address
    assert "/petugas/tindakan/?antrean=semua&amp;kategori=lain" in page.content.decode()


@pytest.mark.parametrize("name", ["kategori", "tim", "petugas", "layanan", "status"])
@pytest.mark.parametrize("value", ["entah", "0", "-1", "9" * 30])
def test_a_filter_that_makes_no_sense_is_none(logged_in, sari, world, name, value):
    assert titles(logged_in(sari), "semua", **{name: value}) == ALL


def test_pages_end_with_what_is_never_due_and_miss_nothing(logged_in, ana, sari, category):
    made = [factories.topic(ana, category, f"nomor {number}") for number in range(45)]
    Ticket.objects.filter(pk__in=[row.ticket_id for row in made[:20]]).update(due_at=None)
    # The same moment for several: the ids decide.
    Ticket.objects.filter(pk__in=[row.ticket_id for row in made[20:32]]).update(due_at=NOON)
    client, cursor, seen = logged_in(sari), "", []
    for _page in range(3):
        page = client.get("/petugas/", {"sesudah": cursor})
        seen += [row.ticket for row in page.context["lines"]]
        cursor = page.context["page"].next_cursor
    assert cursor == ""
    assert len({row.pk for row in seen}) == 45
    late = datetime(9999, 1, 1, tzinfo=UTC)
    assert seen == sorted(seen, key=lambda row: (row.due_at or late, row.pk))


@pytest.mark.parametrize("cursor", ["x", "tanpa-", "tanpa-x", "1-", "9" * 40, "tanpa-" + "9" * 40])
def test_a_cursor_that_cannot_be_read_breaks_nothing(logged_in, sari, world, cursor):
    assert logged_in(sari).get("/petugas/", {"sesudah": cursor}).status_code == 200


def test_a_row_says_all_that_an_officer_needs(logged_in, sari, world):
    page = logged_in(sari).get("/petugas/", {"antrean": "tidak-terbantu"}).content.decode()
    ticket = world["Otomatis"].ticket
    for words in (NOT_HELPED, ticket.code, "Ana", "Kependudukan", "Tidak membantu"):
        assert words in page


def test_refreshing_is_204_until_something_happens(logged_in, ana, sari, world):
    client = logged_in(sari)
    version = client.get("/petugas/").context["version"]
    headers = {"X-Desk-Version": version}
    live = client.get("/petugas/langsung/", headers=headers)
    assert (live.status_code, live.content) == (204, b"")
    world["Baru"].ticket.claim(sari)
    live = client.get("/petugas/langsung/", {"antrean": "milik-saya"}, headers=headers)
    assert live.status_code == 200
    assert "Baru" in live.content.decode()
    assert "<html" not in live.content.decode()
    headers = {"X-Desk-Version": live.context["version"]}
    assert client.get("/petugas/langsung/", headers=headers).status_code == 204
    with moment.at(NOON + timedelta(minutes=3)):
        assert client.get("/petugas/langsung/", headers=headers).status_code == 200
