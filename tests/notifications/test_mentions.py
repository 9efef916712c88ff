"""Being named with an @ in a topic."""

import pytest

from forum.models import Post
from notifications import replies
from notifications.models import Notification
from tests import factories


def told(post):
    """Who is told of the post now that was not told before, and of what kind."""
    before = set(Notification.objects.values_list("pk", flat=True))
    replies.notify(post)
    new = Notification.objects.exclude(pk__in=before)
    return {(row.recipient.display_name, row.kind) for row in new}


def test_a_mention_is_told_instead_of_the_reply(topic, ana, ben, sari):
    Post.objects.reply(topic, author=ben, body="Saya ikut")
    post = Post.objects.reply(topic, author=sari, body="Mohon @BEN sebutkan tahunnya")
    assert told(post) == {("Ana", "reply"), ("Ben", "mention")}
    assert told(post) == set(), "nobody is told twice"


def test_an_officer_is_reached_wherever_they_are(topic, ana, ben, sari):
    post = Post.objects.reply(topic, author=ana, body="@Sari mohon bantuannya")
    assert told(post) == {("Sari", "mention")}


@pytest.mark.parametrize("body", ["Ben di mana?", "@", "kirim ke ben@example.org"])
def test_a_name_without_its_sign_is_no_mention(topic, ana, ben, sari, body):
    Post.objects.reply(topic, author=ben, body="Saya ikut")
    post = Post.objects.reply(topic, author=sari, body=body)
    assert told(post) == {("Ana", "reply"), ("Ben", "reply")}


def test_strangers_to_the_topic_and_hidden_names_are_not_reached(ana, ben, sari, category):
    topic = factories.topic(ana, category, "Tanpa nama", is_anonymous=True)
    post = Post.objects.reply(topic, author=sari, body="@Ana dan @Ben")
    assert told(post) == {("Ana", "reply")}
