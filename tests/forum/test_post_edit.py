"""Changing, deleting and restoring what was written."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Suspension
from forum import moderation
from forum.editing import compare
from forum.models import Event, Post
from forum.models.event import Act
from forum.similar import similar_topics
from pages import moment


@pytest.fixture
def reply(topic, ben):
    return Post.objects.reply(topic, author=ben, body="Coba lihat publikasi tahun 2023.")


def edit(client, post, **form):
    return client.post(reverse("forum:post_edit", args=[post.pk]), form)


def test_the_writer_edits_and_the_old_text_is_kept(client, logged_in, ben, topic, reply):
    response = edit(logged_in(ben), reply, body="Coba lihat publikasi tahun 2024.")
    assert response.url == reply.get_absolute_url()
    page = client.get(reverse("forum:post_versions", args=[reply.pk])).content.decode()
    assert "<del>2023.</del>" in page
    assert "<ins>2024.</ins>" in page
    assert "diubah" in client.get(topic.get_absolute_url()).content.decode()


def test_the_same_text_makes_no_version(logged_in, ben, reply):
    edit(logged_in(ben), reply, body=reply.body)
    assert reply.revisions.count() == 0


def test_a_new_title_is_found_and_the_old_address_leads_to_it(logged_in, ana, topic):
    old = topic.get_absolute_url()
    question = topic.posts.get(path="")
    edit(logged_in(ana), question, body="Detail", title="Luas panen padi Pringsewu")
    topic.refresh_from_db()
    assert logged_in(ana).get(old).url == topic.get_absolute_url()
    assert [row.topic for row in similar_topics("luas panen padi")] == [topic]
    assert Event.objects.get().act == "edited"


def test_an_officer_may_edit_others_may_not(logged_in, ana, sari, reply):
    assert edit(logged_in(ana), reply, body="Bukan tulisanku").status_code == 403
    assert edit(logged_in(sari), reply, body="Disunting petugas").status_code == 302


def test_what_the_responder_posted_stands(logged_in, sari, bot, topic):
    automatic = Post.objects.reply(topic, author=bot, body="Jawaban otomatis")
    assert edit(logged_in(sari), automatic, body="x").status_code == 403


@pytest.mark.parametrize("body", ["", "x" * 50_000])
def test_bad_input_is_named_and_nothing_changes(logged_in, ben, reply, body):
    assert edit(logged_in(ben), reply, body=body).status_code == 422
    assert reply.revisions.count() == 0


def test_preview_saves_nothing(logged_in, ben, reply):
    response = edit(logged_in(ben), reply, body="*miring*", preview="1")
    assert "<em>miring</em>" in response.content.decode()
    assert reply.revisions.count() == 0


def test_deleting_and_restoring(client, logged_in, ana, ben, topic, reply):
    Post.objects.reply(topic, author=ana, body="Terima kasih", parent=reply)
    logged_in(ben).post(reverse("forum:post_deletion", args=[reply.pk]))
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "publikasi tahun 2023" not in page
    assert "dihapus oleh penulisnya" in page
    assert "Terima kasih" in page, "what was replied to it stays"
    topic.refresh_from_db()
    assert topic.reply_count == 1
    assert client.get(reverse("forum:post_versions", args=[reply.pk])).status_code == 404
    logged_in(ben).post(reverse("forum:post_restoration", args=[reply.pk]))
    assert "publikasi tahun 2023" in client.get(topic.get_absolute_url()).content.decode()
    topic.refresh_from_db()
    assert topic.reply_count == 2


@pytest.mark.parametrize("name", ["post_deletion", "post_restoration"])
def test_others_cannot_delete_or_restore(logged_in, ana, sari, reply, name):
    moderation.act_on_post(reply, Act.HIDDEN, sari)
    assert logged_in(ana).post(reverse(f"forum:{name}", args=[reply.pk])).status_code in (403, 404)


def test_a_question_with_replies_cannot_be_deleted(logged_in, ana, topic, reply):
    question = topic.posts.get(path="")
    url = reverse("forum:post_deletion", args=[question.pk])
    assert logged_in(ana).post(url).status_code == 403


def test_a_question_nobody_replied_to_can_be(client, logged_in, ana, topic):
    question = topic.posts.get(path="")
    logged_in(ana).post(reverse("forum:post_deletion", args=[question.pk]))
    assert client.get(topic.get_absolute_url()).status_code in (404, 410)
    assert topic.title not in client.get(reverse("forum:topic_list")).content.decode()
    assert logged_in(ana).get(topic.get_absolute_url()).status_code == 200


def test_a_locked_topic_takes_no_edit_and_no_reply(logged_in, ben, sari, topic, reply):
    moderation.act_on_topic(topic, Act.LOCKED, sari)
    assert edit(logged_in(ben), reply, body="Terlambat").status_code == 403
    new = reverse("forum:post_new", args=[topic.pk])
    assert logged_in(ben).post(new, {"body": "Terlambat"}).status_code == 403
    assert logged_in(sari).post(new, {"body": "Penutup"}).status_code == 302


def test_a_quote_begins_the_reply(client, topic, reply):
    page = client.get(topic.get_absolute_url(), {"kutip": reply.pk}).content.decode()
    assert "Ben menulis:" in page
    assert "&gt; Coba lihat publikasi tahun 2023." in page
    for senseless in ("abc", "0", "9" * 30):
        assert client.get(topic.get_absolute_url(), {"kutip": senseless}).status_code == 200


def test_only_what_changed_is_marked_the_old_before_the_new():
    changed = [(piece.kind, piece.text) for piece in compare("data padi", "data padi terbaru")]
    assert changed == [("same", "data padi"), ("added", " terbaru")]
    kinds = [piece.kind for piece in compare("tahun 2023 saja", "tahun 2024 saja")]
    assert kinds == ["same", "removed", "added", "same"]


def test_a_comparison_gives_back_both_texts():
    old, new = "satu dua tiga\nempat", "satu tiga\nlima empat"
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


def test_what_an_officer_edits_out_is_gone_for_the_public(client, logged_in, ben, sari, reply):
    edit(logged_in(ben), reply, body="Hubungi NIK 1871012345678901 ya.")
    edit(logged_in(sari), reply, body="Hubungi kantor ya.")
    edit(logged_in(ben), reply, body="Hubungi kantor kami ya.")
    url = reverse("forum:post_versions", args=[reply.pk])
    for reader in (client, logged_in(ben)):
        page = reader.get(url).content.decode()
        assert "1871012345678901" not in page
        assert "<ins>kami" in page, "what came later is still compared"
    assert "1871012345678901" in logged_in(sari).get(url).content.decode()


def test_a_title_an_officer_changes_is_not_repeated_in_the_history(client, logged_in, sari, topic):
    old = topic.title
    question = topic.posts.get(path="")
    edit(logged_in(sari), question, body="Mohon bantuannya.", title="Judul tanpa data pribadi")
    topic.refresh_from_db()
    assert old not in client.get(topic.get_absolute_url()).content.decode()


def test_a_suspended_member_edits_nothing(logged_in, ben, sari, reply):
    until = moment.now() + timedelta(days=1)
    Suspension.objects.create(user=ben, by=sari, reason="Iklan", until=until)
    assert edit(logged_in(ben), reply, body="Iklan lagi").status_code == 403


def test_an_asker_brings_their_deleted_question_back(client, logged_in, ana, ben, topic):
    question = topic.posts.get(path="")
    logged_in(ana).post(reverse("forum:post_deletion", args=[question.pk]))
    restore = reverse("forum:post_restoration", args=[question.pk])
    assert restore in logged_in(ana).get(topic.get_absolute_url()).content.decode()
    assert logged_in(ben).post(restore).status_code == 404
    logged_in(ana).post(restore)
    assert client.get(topic.get_absolute_url()).status_code == 200


def test_an_asker_cannot_bring_back_what_a_moderator_hid(logged_in, ana, sari, topic):
    moderation.act_on_topic(topic, Act.HIDDEN, sari)
    question = topic.posts.get(path="")
    restore = reverse("forum:post_restoration", args=[question.pk])
    assert logged_in(ana).post(restore).status_code == 403
