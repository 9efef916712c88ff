"""Merging, splitting, and what confirming a duplicate moves; nothing is lost, all is undone."""

import pytest
from django.urls import reverse

from autoreply.models import Decision, Phrasing
from forum import merge
from forum.models import Duplicate, Event, Follow, Post, Reaction, Topic
from servicedesk.moves import Status
from tests import factories


@pytest.fixture
def other(ben, category):
    return factories.topic(ben, category, "Daftar desa wisata Lampung")


def send(client, name, topic, **form):
    return client.post(reverse(f"forum:{name}", args=[topic.pk]), form)


def bodies(topic):
    return list(topic.posts.order_by("path").values_list("body", flat=True))


def test_merging_moves_every_post_and_the_address(client, logged_in, ben, sari, dewi, topic, other):
    reply = Post.objects.reply(topic, author=ben, body="satu")
    Post.objects.reply(topic, author=dewi, body="dua", parent=reply)
    Post.objects.reply(other, author=sari, body="sudah ada")
    Reaction.objects.helpful(reply, sari)
    old = topic.get_absolute_url()
    response = send(logged_in(sari), "topic_merge", topic, target=other.pk)
    assert response.url == other.get_absolute_url()
    assert bodies(other) == ["Mohon bantuannya.", "sudah ada", "Mohon bantuannya.", "satu", "dua"]
    for reader in (client, logged_in(sari)):
        moved = reader.get(old)
        assert (moved.status_code, moved.url) == (301, other.get_absolute_url())
    other.refresh_from_db()
    topic.ticket.refresh_from_db()
    assert other.reply_count == 4
    assert other.me_too_count == 1, "whoever asked the merged topic asks this one too"
    assert topic.ticket.status == Status.DUPLICATE
    assert set(Follow.objects.filter(topic=other).values_list("user__display_name", flat=True)) == {
        "Ana",
        "Ben",
        "Dewi",
        "Sari",
    }
    child = other.posts.get(body="dua")
    assert child.parent.body == "satu"
    assert child.path.startswith(child.parent.path)
    assert Event.objects.get(act="merged").topic == other


@pytest.mark.parametrize("target", ["", "abc", "999999", "/topik/12345678901234567890123/x/"])
def test_a_senseless_target_is_refused(logged_in, sari, topic, target):
    for name in ("topic_merge", "topic_duplicate"):
        assert send(logged_in(sari), name, topic, target=target).status_code == 422
    assert send(logged_in(sari), "topic_merge", topic, target=topic.pk).status_code == 422


def test_a_merged_topic_is_merged_no_second_time(logged_in, sari, topic, other, ana, category):
    third = factories.topic(ana, category, "Yang ketiga")
    send(logged_in(sari), "topic_merge", topic, target=other.pk)
    assert send(logged_in(sari), "topic_merge", topic, target=third.pk).status_code == 403
    topic.refresh_from_db()
    with pytest.raises(ValueError, match="merged once"):
        merge.merge(third, topic, sari)


def test_a_merged_topic_cannot_be_restored_empty(logged_in, sari, topic, other):
    send(logged_in(sari), "topic_merge", topic, target=other.pk)
    url = reverse("forum:topic_act", args=[topic.pk, "pemulihan"])
    assert logged_in(sari).post(url).status_code == 403


@pytest.mark.parametrize("name", ["topic_merge", "topic_duplicate", "topic_split"])
def test_members_merge_nothing(logged_in, ben, topic, other, name):
    assert send(logged_in(ben), name, topic, target=other.pk).status_code == 403


def test_splitting_takes_the_replies_and_all_beneath_them(logged_in, ana, ben, sari, topic):
    stays = Post.objects.reply(topic, author=ana, body="tetap")
    goes = Post.objects.reply(topic, author=ben, body="Kalau data hotel di mana?")
    Post.objects.reply(topic, author=sari, body="Ini tabel hotel", parent=goes)
    url = reverse("forum:topic_split", args=[topic.pk])
    assert logged_in(sari).get(url).status_code == 200
    logged_in(sari).post(url, {"title": "Data hotel", "posts": [goes.pk]})
    new = Topic.objects.latest("pk")
    assert (new.title, new.author) == ("Data hotel", ben)
    assert bodies(new)[0] == "Kalau data hotel di mana?"
    assert "Ini tabel hotel" in bodies(new)
    assert bodies(topic) == ["Mohon bantuannya.", stays.body]
    topic.refresh_from_db()
    new.refresh_from_db()
    assert (topic.reply_count, new.reply_count) == (1, 1)


def test_nothing_chosen_splits_nothing(logged_in, sari, topic):
    response = send(logged_in(sari), "topic_split", topic, title="Judul baru")
    assert response.status_code == 422
    assert Topic.objects.count() == 1


def test_an_officers_answer_is_no_question(sari, topic):
    answer = Post.objects.reply(topic, author=sari, body="Jawaban")
    with pytest.raises(merge.SplitError):
        merge.split(topic, [answer], "Judul", sari)


def test_a_duplicate_marked_by_hand_tells_its_asker(logged_in, ana, sari, topic, other):
    send(logged_in(sari), "topic_duplicate", topic, target=f"http://x/topik/{other.pk}/apa/")
    topic.ticket.refresh_from_db()
    assert topic.ticket.status == Status.DUPLICATE
    page = logged_in(ana).get(topic.get_absolute_url()).content.decode()
    assert f'href="{other.get_absolute_url()}"' in page
    assert Follow.objects.filter(topic=other, user=ana).exists()
    other.refresh_from_db()
    assert other.me_too_count == 1


def test_the_matcher_learns_the_duplicates_title_and_forgets_it(
    logged_in, committed, sari, answer, topic, other
):
    Decision.objects.create(topic=other, outcome="answer", answer=answer)
    with committed():
        send(logged_in(sari), "topic_duplicate", topic, target=other.pk)
    assert Phrasing.objects.get(from_topic=topic).text == topic.title
    duplicate = Duplicate.objects.get(topic=topic, original=other)
    undo = reverse("forum:duplicate_undoing", args=[duplicate.pk])
    with committed():
        assert logged_in(sari).post(undo).status_code == 302
    assert not Phrasing.objects.filter(from_topic=topic).exists()
    topic.ticket.refresh_from_db()
    assert topic.ticket.status == Status.IN_PROGRESS


def test_what_is_not_decided_cannot_be_undone(logged_in, sari, topic, other):
    duplicate = Duplicate.objects.create(topic=other, original=topic, score=0.8)
    undo = reverse("forum:duplicate_undoing", args=[duplicate.pk])
    assert logged_in(sari).post(undo).status_code == 404
