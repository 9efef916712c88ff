"""The crowd for measuring: exactly as many as asked for, found and counted like real ones."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from forum.models import Post, Topic
from servicedesk.models import Ticket


def test_it_makes_exactly_what_is_asked_for(client, category, settings):
    settings.DEBUG = True
    call_command("seed_load", topics=40, posts=500, verbosity=0)
    assert (Topic.objects.count(), Ticket.objects.count(), Post.objects.count()) == (40, 40, 500)
    for topic in Topic.objects.all():
        assert topic.posts.exclude(path="").count() == topic.reply_count
        assert topic.posts.get(path="").author == topic.author
    longest = Topic.objects.order_by("-reply_count").first()
    assert longest.reply_count > 100
    assert client.get(longest.get_absolute_url()).status_code == 200
    page = client.get(reverse("forum:search"), {"q": longest.title})
    assert longest in [row["post"].topic for row in page.context["rows"]]


def test_it_can_be_run_again(category, settings):
    settings.DEBUG = True
    call_command("seed_load", topics=3, posts=9, verbosity=0)
    assert Post.objects.count() == 9


@pytest.mark.parametrize(("topics", "posts"), [(0, 0), (5, 4)])
def test_senseless_numbers_are_refused(db, settings, topics, posts):
    settings.DEBUG = True
    with pytest.raises(CommandError):
        call_command("seed_load", topics=topics, posts=posts)


def test_it_refuses_in_production(db, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError):
        call_command("seed_load", topics=1, posts=1)
    assert not Topic.objects.exists()
