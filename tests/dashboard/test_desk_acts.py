"""What officers do to a topic's request: on its page, and to several at once from the desk."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Team
from notifications.models import Notification
from pages import moment
from servicedesk.models import Assignment, InternalNote, Presence, ServiceType, Ticket
from servicedesk.moves import Status
from tests import factories

SECRET = "rahasiainternal"


@pytest.fixture
def team(db):
    return Team.objects.create(name="Uji")


@pytest.fixture
def topics(ana, category):
    return [factories.topic(ana, category, f"Pertanyaan nomor {n}") for n in range(3)]


@pytest.fixture
def bulk(logged_in, sari):
    def bulk(act, topics, **more):
        data = {
            "tindakan": act,
            "tiket": [getattr(row, "ticket_id", row) for row in topics],
            **more,
        }
        url = f"{reverse('dashboard:desk_bulk')}?antrean=semua&kategori=kependudukan"
        return logged_in(sari).post(url, data, follow=True)

    return bulk


def acted(client, topic, name, **data):
    return client.post(reverse(f"forum:{name}", args=[topic.pk]), data)


def said(page):
    return [str(message) for message in page.context["messages"]]


def ticket(topic):
    return Ticket.objects.get(pk=topic.ticket_id)


def test_claiming_several_keeps_the_address(bulk, topics, sari):
    page = bulk("ambil", topics[:2])
    assert page.redirect_chain[-1][0] == "/petugas/?antrean=semua&kategori=kependudukan"
    assert [ticket(row).assignee for row in topics] == [sari, sari, None]
    assert said(page) == ["Selesai untuk 2 permintaan."]
    assert Assignment.objects.count() == 2


def test_what_could_not_be_done_is_told_and_stops_nothing(bulk, topics, dewi):
    topics[1].ticket.move(Status.CLOSED, dewi)
    page = bulk("status-waiting-release", topics)
    assert [ticket(row).status for row in topics] == [
        "waiting-release",
        "closed",
        "waiting-release",
    ]
    told = said(page)
    assert told[0] == "Selesai untuk 2 permintaan."
    assert topics[1].ticket.code in told[1]
    assert "Ditutup" in told[1]
    assert topics[0].ticket.code not in told[1]


def test_every_act_of_the_chooser(bulk, topics, sari, dewi, team):
    service = ServiceType.objects.create(slug="peta", name="Peta", position=900)
    bulk(f"petugas-{dewi.pk}", topics, note="Tolong")
    assert {ticket(row).assignee for row in topics} == {dewi}
    assert Assignment.objects.first().note == "Tolong"
    bulk(f"tim-{team.pk}", topics)
    assert {(ticket(row).assignee, ticket(row).team) for row in topics} == {(None, team)}
    bulk(f"layanan-{service.pk}", topics)
    bulk("klasifikasi-complaint", topics)
    assert {ticket(row).service_type for row in topics} == {service}
    assert {ticket(row).classification for row in topics} == {"complaint"}
    bulk("catatan", topics, note=SECRET)
    assert InternalNote.objects.filter(text=SECRET, by=sari).count() == 3
    assert "sudah demikian" in said(bulk("klasifikasi-complaint", topics))[0]


@pytest.mark.parametrize(
    ("act", "note"),
    [
        ("", ""),
        ("entah", ""),
        ("petugas-0", ""),
        ("status-new", ""),
        ("status-duplicate", ""),
        ("catatan", ""),
        ("catatan", "x" * 2001),
        ("ambil", "x" * 301),
    ],
)
def test_an_act_that_cannot_be_changes_nothing(bulk, topics, act, note):
    page = bulk(act, topics, note=note)
    assert said(page)
    assert {(ticket(row).assignee, ticket(row).status) for row in topics} == {(None, "new")}
    assert not InternalNote.objects.exists()


def test_a_member_is_not_in_the_chooser(bulk, topics, ben):
    bulk(f"petugas-{ben.pk}", topics)
    assert {ticket(row).assignee for row in topics} == {None}


@pytest.mark.parametrize("ids", [[], ["x"], ["9" * 30], ["999999"]])
def test_nothing_ticked_is_said(bulk, topics, ids):
    assert said(bulk("ambil", ids)) == ["Belum ada yang dicentang."]


def test_members_and_strangers_act_on_nothing(client, logged_in, ana, topic, team, sari):
    data = {
        "tindakan": "ambil",
        "tiket": topic.ticket_id,
        "text": SECRET,
        "team": team.pk,
        "officer": 1,
    }
    names = ("assignment", "handover", "classification", "note", "presence")
    urls = [reverse(f"forum:topic_{name}", args=[topic.pk]) for name in names]
    for url in [reverse("dashboard:desk_bulk"), *urls]:
        assert client.post(url, data).status_code == 302
        assert logged_in(ana).post(url, data).status_code == 403
    for model in (InternalNote, Assignment, Presence):
        assert not model.objects.exists()


def test_the_acts_of_the_panel(logged_in, topic, sari, dewi, team):
    client = logged_in(sari)
    acted(client, topic, "topic_assignment", officer=dewi.pk, note="Tolong")
    assert ticket(topic).assignee == dewi
    acted(client, topic, "topic_handover", team=team.pk, note="Soal peta")
    assert (ticket(topic).assignee, ticket(topic).team) == (None, team)
    acted(client, topic, "topic_classification", service_type="", classification="aspiration")
    assert ticket(topic).classification == "aspiration"
    acted(client, topic, "topic_note", text="**Penting**\n\n<script>alert(1)</script>")
    page = client.get(reverse("forum:topic_context", args=[topic.pk])).content.decode()
    assert "<strong>Penting</strong>" in page
    assert "<script>alert" not in page
    for words in ("Tolong", "Soal peta", "Tim Uji", "Dewi"):
        assert words in page


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("topic_assignment", {"officer": "0"}),
        ("topic_assignment", {"officer": "x"}),
        ("topic_handover", {"team": "9" * 30}),
        ("topic_classification", {"service_type": "0", "classification": "complaint"}),
        ("topic_classification", {"classification": "entah"}),
        ("topic_note", {"text": "x" * 2001}),
        ("topic_note", {"text": "🙏"}),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_field_and_kept(logged_in, topic, sari, name, data):
    page = acted(logged_in(sari), topic, name, **data)
    assert page.status_code == 422
    assert "invalid-feedback" in page.content.decode()
    assert data.get("text", "") in page.content.decode()
    assert not InternalNote.objects.exists()
    assert not Assignment.objects.exists()


def test_a_member_cannot_be_put_in_charge(logged_in, topic, sari, ben):
    assert acted(logged_in(sari), topic, "topic_assignment", officer=ben.pk).status_code == 422
    assert ticket(topic).assignee is None


def test_notes_are_nowhere_but_with_the_officers(
    client, logged_in, ana, ben, sari, topic, committed
):
    with committed():
        acted(logged_in(sari), topic, "topic_note", text=f"{SECRET} satu")
        acted(logged_in(sari), topic, "topic_assignment", officer=sari.pk, note=SECRET)
    pages = [
        topic.get_absolute_url(), "/", "/topik/", "/topik/atom/", f"/cari/?q={SECRET}",
        "/sitemap-topik.xml", topic.category.get_absolute_url(), "/kategori/kependudukan/atom/",
        f"/lacak/?kode={topic.ticket.code}",
    ]  # fmt: skip
    for reader in (client, logged_in(ana), logged_in(ben)):
        for url in pages:
            # The search page repeats the one word that was looked for.
            page = reader.get(url, follow=True).content.decode()
            assert f"{SECRET} satu" not in page, url
            assert "kehadiran" not in page, url
        assert reader.get(reverse("forum:topic_context", args=[topic.pk])).status_code in (302, 403)
    assert SECRET not in client.get(topic.get_absolute_url()).content.decode()
    assert SECRET not in logged_in(ana).get(topic.get_absolute_url()).content.decode()
    assert not Notification.objects.exists()
    assert [SECRET in letter.body for letter in mail.outbox] == [False] * len(mail.outbox)
    officer = logged_in(sari).get(reverse("forum:topic_context", args=[topic.pk]))
    assert f"{SECRET} satu" in officer.content.decode()


def test_what_is_near(logged_in, ana, ben, category, sari):
    old = factories.topic(ben, category, "Peta desa wisata tersedia di mana")
    old.ticket.move(Status.ANSWERED, sari)
    factories.topic(ben, category, "Peta desa wisata tersedia di mana ya")
    before = [factories.topic(ana, category, f"Soal {n} yang lain") for n in range(6)]
    topic = factories.topic(ana, category, "Peta desa wisata tersedia di mana?")
    url = reverse("forum:topic_context", args=[topic.pk])
    page = logged_in(sari).get(url)
    assert [row.topic for row in page.context["similar"]] == [old]
    assert page.context["earlier"] == before[:0:-1]
    piece = logged_in(sari).get(url, headers={"HX-Request": "true"})
    assert "<html" not in piece.content.decode()
    assert "Soal 5 yang lain" in piece.content.decode()


def test_two_officers_see_each_other_for_a_minute(logged_in, topic, sari, dewi):
    acted(logged_in(sari), topic, "topic_presence", menulis="1")
    answer = acted(logged_in(dewi), topic, "topic_presence", menulis="0")
    assert "Sari sedang menulis balasan" in answer.content.decode()
    assert "Dewi" not in answer.content.decode()
    page = logged_in(dewi).get(topic.get_absolute_url()).content.decode()
    assert "Sari sedang menulis balasan" in page
    answer = acted(logged_in(sari), topic, "topic_presence", menulis="0")
    assert "Dewi sedang melihat" in answer.content.decode()
    later = moment.now() + moment.now().resolution * 61_000_000
    with moment.at(later):
        page = logged_in(dewi).get(topic.get_absolute_url()).content.decode()
    assert "Sari sedang" not in page
    assert Presence.objects.count() == 2


def test_the_public_sees_nobody(client, logged_in, ana, topic, sari):
    acted(logged_in(sari), topic, "topic_presence", menulis="1")
    for reader in (client, logged_in(ana)):
        page = reader.get(topic.get_absolute_url()).content.decode()
        assert "sedang menulis" not in page
        assert "desk.js" not in page
    assert "desk.js" in logged_in(sari).get(topic.get_absolute_url()).content.decode()


def test_the_script_gets_words(logged_in, sari, topic):
    data = {"tindakan": "ambil", "tiket": topic.ticket_id}
    url = reverse("dashboard:desk_bulk")
    answer = logged_in(sari).post(url, data, headers={"Accept": "application/json"})
    assert answer.json() == {"said": "Selesai untuk 1 permintaan."}
    assert ticket(topic).assignee == sari
