"""Canned replies: whose they are, how they are found, and that using one loses nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Team
from autoreply import canned
from autoreply.models import CannedReply
from forum.models import Draft
from tests import factories


def reply(title, body="Terima kasih, {nama}.", **more):
    return CannedReply.objects.create(title=title, body=body, **more)


def address(name, *args):
    return reverse(f"autoreply:canned_{name}", args=args)


@pytest.fixture
def desk(logged_in, sari):
    """Sari's browser."""
    return logged_in(sari)


@pytest.fixture
def teams(sari, dewi):
    social, price = Team.objects.create(name="Sosial"), Team.objects.create(name="Harga")
    social.members.add(sari)
    price.members.add(dewi)
    return {"sari": social, "dewi": price}


def titles(rows):
    return [row.title for row in rows]


# Placeholders


def test_every_placeholder_is_filled_once(sari, topic):
    topic.title = "Berapa {petugas}?"
    row = reply("Salam", "{nama} | {judul} | {kode} | {petugas} | {lain} {} {2,3}")
    filled = canned.filled(row, topic, sari)
    assert (
        filled == f"Ana | Berapa {{petugas}}? | {topic.ticket.code} | Sari | {{lain}} {{}} {{2,3}}"
    )


def test_a_hidden_name_stays_hidden(sari, topic):
    topic.is_anonymous = True
    assert "Ana" not in canned.filled(reply("Salam"), topic, sari)


# Writing one


@pytest.mark.parametrize("whom", ["everybody", "me", "team"])
def test_it_is_written_for_whom_it_is_meant(desk, sari, teams, whom):
    chosen = f"team-{teams['sari'].pk}" if whom == "team" else whom
    data = {"title": "Salam", "body": "Halo {nama} {}", "for_whom": chosen}
    assert desk.post(address("new"), data).status_code == 302
    row = CannedReply.objects.get()
    assert (row.team, row.owner) == {
        "everybody": (None, None),
        "me": (None, sari),
        "team": (teams["sari"], None),
    }[whom]
    page = desk.get(address("edit", row.pk)).content.decode()
    assert f'value="{chosen}" selected' in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"body": "Halo {nma} dan {Kode}"}, "body"),
        ({"body": "rusak \ufffd"}, "body"),
        ({"body": "x" * 5_001}, "body"),
        ({"body": ""}, "body"),
        ({"title": ""}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"for_whom": "team-999"}, "for_whom"),
        ({"for_whom": ""}, "for_whom"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(desk, changed, field):
    data = {"title": "Salam", "body": "Halo", "for_whom": "everybody"} | changed
    page = desk.post(address("new"), data)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not CannedReply.objects.exists()


def test_the_error_names_the_unknown_placeholders(desk):
    data = {"title": "Salam", "body": "{nama} {nma} {Kode} {nma}", "for_whom": "me"}
    page = desk.post(address("new"), data)
    assert "{nma}, {Kode}" in page.context["form"].errors["body"][0]


def test_another_team_cannot_be_chosen(desk, teams):
    data = {"title": "Salam", "body": "Halo", "for_whom": f"team-{teams['dewi'].pk}"}
    assert desk.post(address("new"), data).status_code == 422


def test_a_shared_one_is_changed_and_ended_by_whoever_may_use_it(desk, dewi, teams):
    shared, of_team = reply("Umum"), reply("Tim", team=teams["sari"])
    data = {"title": "Umum sekali", "body": "Halo", "for_whom": "me"}
    assert desk.post(address("edit", shared.pk), data).status_code == 302
    shared.refresh_from_db()
    assert (shared.title, shared.owner.display_name) == ("Umum sekali", "Sari")
    assert desk.post(address("end", of_team.pk)).status_code == 302
    assert titles(CannedReply.objects.all()) == ["Umum sekali"]


# Who sees what


def test_others_replies_are_not_there(desk, dewi, topic, teams):
    reply("Umum")
    hidden = [reply("Milik Dewi", owner=dewi), reply("Tim Harga", team=teams["dewi"])]
    for row in hidden:
        assert desk.get(address("edit", row.pk)).status_code == 404
        assert desk.post(address("end", row.pk)).status_code == 404
        assert desk.post(address("use", row.pk, topic.pk)).status_code == 404
    for url in (address("list"), address("near", topic.pk), f"{address('near', topic.pk)}?q=i"):
        page = desk.get(url).content.decode()
        assert "Umum" in page or "q=" in url
        assert "Milik Dewi" not in page
        assert "Tim Harga" not in page
    assert CannedReply.objects.filter(use_count=0).count() == 3


def test_only_officers_come_in(client, logged_in, ana, topic):
    row = reply("Umum")
    reads = [address("list"), address("new"), address("edit", row.pk), address("near", topic.pk)]
    acts = [address("end", row.pk), address("use", row.pk, topic.pk)]
    member = logged_in(ana)
    for url in reads:
        assert client.get(url).status_code == 302
        assert member.get(url).status_code == 403
    for url in acts:
        assert client.post(url).status_code == 302
        assert member.post(url).status_code == 403
    assert "data-canned" not in member.get(topic.get_absolute_url()).content.decode()
    assert CannedReply.objects.get().use_count == 0


def test_it_is_ended_and_used_by_post_alone(desk, topic):
    row = reply("Umum")
    assert desk.get(address("end", row.pk)).status_code == 405
    assert desk.get(address("use", row.pk, topic.pk)).status_code == 405


# Finding one


def test_the_matcher_suggests_what_the_topic_asks_for(sari, topic):
    reply("Salam penutup", "Semoga membantu.", use_count=9)
    reply("Jam layanan", "Kantor buka pukul delapan.", use_count=5)
    reply("Peta wilayah", "Peta desa tidak kami terbitkan; {kode}.", use_count=0)
    rows = titles(canned.near(sari, topic))
    assert rows == ["Peta wilayah", "Salam penutup", "Jam layanan"]
    assert titles(canned.near(sari, topic, limit=1)) == ["Peta wilayah"]


def test_the_text_of_the_question_counts_too(sari, ana, category):
    asked = factories.topic(ana, category, "Mohon info", "Bagaimana cara membeli data mikro?")
    reply("Jam layanan", "Kantor buka pukul delapan.", use_count=5)
    reply("Pembelian data mikro", "Data mikro dibeli lewat Silastik.")
    assert titles(canned.near(sari, asked))[0] == "Pembelian data mikro"


def test_a_search_looks_into_titles_and_texts(sari, topic):
    reply("Silastik", "Daftar di situs.", use_count=1)
    reply("Pembelian", "Lewat Silastik.", use_count=9)
    reply("Jam layanan", "Kantor buka pukul delapan.", use_count=99)
    assert titles(canned.near(sari, topic, "silas")) == ["Silastik", "Pembelian"]
    assert titles(canned.near(sari, topic, "JAM LAYANAN")) == ["Jam layanan"]
    assert titles(canned.near(sari, topic, "layanan jm")) == ["Jam layanan"]
    assert canned.near(sari, topic, "zzz") == []


def test_equal_ones_stand_by_how_often_they_are_used(sari, topic):
    for number in (1, 3, 2):
        reply(f"Contoh {number}", "Sama saja.", use_count=number)
    assert titles(canned.near(sari, topic, "sama")) == ["Contoh 3", "Contoh 2", "Contoh 1"]
    assert titles(canned.near(sari, topic)) == ["Contoh 3", "Contoh 2", "Contoh 1"]


def test_officers_only_answers_are_linked(desk, topic, category):
    secret = factories.answer(category, "peta", "Di mana peta desa?", ("peta desa wisata",))
    secret.audience = "officers"
    secret.save()
    factories.answer(category, "umum", "Apakah peta desa ada?", ("ada peta desa wisata",))
    page = desk.get(address("near", topic.pk)).content.decode()
    assert reverse("autoreply:curated", args=[secret.pk]) in page
    assert "Apakah peta desa ada?" not in page


def test_nothing_is_there_yet(desk, topic):
    for url in (address("list"), address("near", topic.pk), f"{address('near', topic.pk)}?q=x"):
        page = desk.get(url)
        assert page.status_code == 200
        assert 'class="empty"' in page.content.decode()


def test_the_list_is_searched(desk):
    reply("Salam", "Terima kasih {nama}")
    reply("Jam", "Pukul delapan")
    assert titles(desk.get(f"{address('list')}?q=PUKUL").context["replies"]) == ["Jam"]


def test_five_hundred_cost_no_more_queries_than_one(desk, topic, teams):
    urls = [address("list"), address("near", topic.pk), f"{address('near', topic.pk)}?q=data"]

    def costs():
        found = []
        for url in urls:
            with CaptureQueriesContext(connection) as captured:
                assert desk.get(url).status_code == 200
            found.append(len(captured))
        return found

    reply("Data 0", team=teams["sari"])
    few = costs()
    CannedReply.objects.bulk_create(
        CannedReply(title=f"Data {n}", body=f"Data nomor {n} ada.", team=teams["sari"])
        for n in range(1, 500)
    )
    assert costs() == few
    assert max(few) <= 9
    assert len(desk.get(urls[2]).context["replies"]) == 8


# Using one


def test_a_script_gets_the_filled_text_and_it_counts_once(desk, topic):
    row = reply("Salam", "Halo {nama}")
    url = address("use", row.pk, topic.pk)
    answer = desk.post(url, headers={"accept": "application/json"})
    assert answer.json() == {"text": "Halo Ana"}
    row.refresh_from_db()
    assert row.use_count == 1
    assert not Draft.objects.exists()


def test_without_a_script_the_text_comes_below_what_was_typed(desk, topic):
    row = reply("Salam", "Halo {nama}")
    sent = {"body": "Sudah saya tulis.\n", "parent": topic.posts.get().pk}
    answer = desk.post(address("use", row.pk, topic.pk), sent)
    assert answer["Location"] == f"{topic.get_absolute_url()}#reply"
    form = desk.get(topic.get_absolute_url()).context["form"]
    assert form["body"].value() == "Sudah saya tulis.\n\nHalo Ana"
    assert str(form["parent"].value()) == str(topic.posts.get().pk)
    row.refresh_from_db()
    assert row.use_count == 1
    desk.post(address("use", row.pk, topic.pk), {"body": form["body"].value()})
    form = desk.get(topic.get_absolute_url()).context["form"]
    assert form["body"].value() == "Sudah saya tulis.\n\nHalo Ana\n\nHalo Ana"


def test_without_the_typed_text_the_kept_draft_goes_on(desk, sari, topic):
    row = reply("Salam", "Halo")
    path = reverse("forum:post_new", args=[topic.pk])
    Draft.objects.create(user=sari, path=path, fields={"body": "Tersimpan", "parent": ""})
    desk.post(address("use", row.pk, topic.pk))
    assert Draft.objects.get().fields == {"body": "Tersimpan\n\nHalo", "parent": ""}


def test_an_emptied_box_stays_without_the_old_draft(desk, sari, topic):
    row = reply("Salam", "Halo")
    path = reverse("forum:post_new", args=[topic.pk])
    Draft.objects.create(user=sari, path=path, fields={"body": "Lama"})
    desk.post(address("use", row.pk, topic.pk), {"body": ""})
    assert Draft.objects.get().fields["body"] == "Halo"


def test_files_that_cannot_be_kept_are_spoken_of(desk, topic):
    file = SimpleUploadedFile("a.csv", b"a;b\n1;2\n")
    sent = {"body": "x", "attached_files": file}
    page = desk.post(address("use", reply("Salam").pk, topic.pk), sent, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["warning"]


def test_without_a_script_the_box_is_filled_by_a_preview(desk, topic):
    row = reply("Salam", "Halo")
    closed = desk.get(topic.get_absolute_url()).content.decode()
    assert "data-canned" in closed
    assert address("use", row.pk, topic.pk) not in closed
    sent = {"body": "Sudah **saya** tulis.", "preview": "canned", "q": ""}
    page = desk.post(reverse("forum:post_new", args=[topic.pk]), sent)
    assert address("use", row.pk, topic.pk) in page.content.decode()
    assert page.context["form"]["body"].value() == "Sudah **saya** tulis."
    page = desk.post(reverse("forum:post_new", args=[topic.pk]), sent | {"q": "zzz"})
    assert address("use", row.pk, topic.pk) not in page.content.decode()
    assert topic.posts.count() == 1


def test_a_topic_that_is_not_there(desk):
    row = reply("Salam")
    assert desk.get(address("near", 999)).status_code == 404
    assert desk.post(address("use", row.pk, 999)).status_code == 404
    row.refresh_from_db()
    assert row.use_count == 0
