"""Following, me-too, helpful votes and the solution: exact counts, one vote each."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from forum.models import Event, Follow, Post, Reaction, Topic
from notifications import replies as told
from notifications.models import Notification
from servicedesk.moves import Status
from tests import factories


@pytest.fixture
def reply(topic, sari):
    return Post.objects.reply(topic, author=sari, body="Ini sumbernya.")


def follow(topic, user):
    return Follow.objects.filter(topic=topic, user=user).exists()


def test_the_asker_and_whoever_replies_follow(topic, ana, ben):
    Post.objects.reply(topic, author=ben, body="Saya juga mencari.")
    assert follow(topic, ana)
    assert follow(topic, ben)


def told_of(post):
    told.notify(post)
    return {row.recipient for row in Notification.objects.filter(target_id=post.pk)}


def test_followers_are_told_and_nobody_else(logged_in, topic, ana, ben, sari):
    logged_in(ben).post(reverse("forum:follow_new", args=[topic.pk]))
    post = Post.objects.reply(topic, author=sari, body="Jawaban")
    assert told_of(post) == {ana, ben}
    logged_in(ana).post(reverse("forum:follow_end", args=[topic.pk]))
    post = Post.objects.reply(topic, author=sari, body="Tambahan")
    assert told_of(post) == {ben}


def test_me_too_counts_once_and_follows(logged_in, ben, topic):
    for _ in range(2):
        logged_in(ben).post(reverse("forum:me_too_new", args=[topic.pk]))
    topic.refresh_from_db()
    assert topic.me_too_count == Reaction.objects.count() == 1
    assert follow(topic, ben)
    page = logged_in(ben).get(topic.get_absolute_url()).content.decode()
    assert 'aria-pressed="true"' in page
    logged_in(ben).post(reverse("forum:me_too_end", args=[topic.pk]))
    topic.refresh_from_db()
    assert topic.me_too_count == 0
    assert follow(topic, ben), "who no longer asks may still want to know"


def test_the_asker_cannot_have_their_own_question_too(logged_in, ana, topic):
    response = logged_in(ana).post(reverse("forum:me_too_new", args=[topic.pk]))
    assert response.status_code == 403


def test_helpful_counts_once_and_can_be_taken_back(logged_in, ana, ben, reply):
    for reader in (ana, ana, ben):
        logged_in(reader).post(reverse("forum:helpful_new", args=[reply.pk]))
    reply.refresh_from_db()
    assert reply.helpful_count == 2
    logged_in(ana).post(reverse("forum:helpful_end", args=[reply.pk]))
    reply.refresh_from_db()
    assert reply.helpful_count == 1


def test_nobody_votes_for_their_own_post(logged_in, sari, reply):
    response = logged_in(sari).post(reverse("forum:helpful_new", args=[reply.pk]))
    assert response.status_code == 403


def test_the_asker_marks_the_solution_and_takes_it_back(logged_in, ana, topic, reply):
    client = logged_in(ana)
    client.post(reverse("forum:solution_new", args=[reply.pk]))
    topic.refresh_from_db()
    assert topic.solution == reply
    assert "post--solution" in client.get(topic.get_absolute_url()).content.decode()
    client.post(reverse("forum:solution_end", args=[reply.pk]))
    topic.refresh_from_db()
    assert topic.solution is None
    assert [event.act for event in Event.objects.all()] == ["solved", "unsolved"]


def test_the_solution_settles_the_request(logged_in, ana, topic, reply):
    logged_in(ana).post(reverse("forum:solution_new", args=[reply.pk]))
    topic.ticket.refresh_from_db()
    assert topic.ticket.status == Status.RESOLVED


@pytest.mark.parametrize("name", ["solution_new", "solution_end"])
def test_another_member_cannot_choose_the_solution(logged_in, ben, topic, reply, name):
    response = logged_in(ben).post(reverse(f"forum:{name}", args=[reply.pk]))
    assert response.status_code == 403


def test_the_most_helpful_reply_comes_first_when_asked(logged_in, ana, ben, topic, reply):
    better = Post.objects.reply(topic, author=ben, body="Lebih lengkap di sini.")
    Post.objects.reply(topic, author=ben, body="Terakhir.")
    logged_in(ana).post(reverse("forum:helpful_new", args=[better.pk]))
    page = logged_in(ana).get(topic.get_absolute_url(), {"urut": "membantu"})
    assert page.context["page"].replies[0].post == better
    newest = logged_in(ana).get(topic.get_absolute_url(), {"urut": "terbaru"})
    assert newest.context["page"].replies[0].post.body == "Terakhir."


def test_a_hidden_name_is_seen_by_officers_only(client, logged_in, ana, ben, sari, category):
    topic = factories.topic(ana, category, "Data rahasia saya", is_anonymous=True)
    Post.objects.reply(topic, author=ana, body="Tambahan dari saya.")
    topic.ticket.move("resolved", ana)
    for reader in (client, logged_in(ben)):
        page = reader.get(topic.get_absolute_url()).content.decode()
        assert "Pemohon (nama disembunyikan)" in page
        assert "Ana" not in page
        assert "Ana" not in reader.get(reverse("forum:topic_list")).content.decode()
    assert "(Ana)" in logged_in(sari).get(topic.get_absolute_url()).content.decode()


def test_a_missing_post_is_404(logged_in, ben):
    assert logged_in(ben).post("/balasan/404/membantu/").status_code == 404


def test_wrong_counts_are_repaired(topic, reply, ben):
    Reaction.objects.me_too(topic, ben)
    Reaction.objects.helpful(reply, ben)
    Topic.objects.update(reply_count=99, me_too_count=0)
    Post.objects.update(helpful_count=7, attachment_count=3)
    call_command("refresh_counters", verbosity=0)
    topic.refresh_from_db()
    reply.refresh_from_db()
    assert (topic.reply_count, topic.me_too_count) == (1, 1)
    assert (reply.helpful_count, reply.attachment_count) == (1, 0)
