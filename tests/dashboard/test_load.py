"""The crowd for measuring: exactly as many as asked for, found and counted like real ones."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from autoreply.models import Decision, Feedback, Lookup
from dashboard.recount import recount
from forum.models import Category, Duplicate, Post, Topic
from forum.models.post import Kind
from servicedesk.models import Rating, Ticket


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


def test_the_figures_have_their_rows(answer, logged_in, sari, settings):
    settings.DEBUG = True
    for _time in range(2):
        call_command("seed_load", topics=800, posts=3_000, verbosity=0)
    assert Decision.objects.count() == Lookup.objects.count() == 1_600
    assert set(Decision.objects.values_list("outcome", flat=True)) == {"answer", "choose", "silent"}
    answered = Decision.objects.filter(outcome="answer")
    assert set(answered.values_list("answer", flat=True)) == {answer.pk}
    assert set(answered.values_list("post__kind", flat=True)) == {Kind.AUTOMATIC}
    assert set(Feedback.objects.values_list("helped", flat=True)) == {True, False}
    states = set(Duplicate.objects.values_list("state", flat=True))
    assert states == {"candidate", "confirmed", "rejected"}
    assert Rating.objects.exclude(ticket__closed_at=None).count() == Rating.objects.count() > 100
    assert Category.objects.count() == 6
    assert len(set(Ticket.objects.values_list("team", flat=True))) == 3
    assert len(set(User.objects.values_list("institution", flat=True))) == 10
    assert logged_in(sari).get("/petugas/dasbor/").status_code == 200


def test_the_recount_finds_nothing_to_change(category, settings):
    settings.DEBUG = True
    call_command("seed_load", topics=200, posts=900, verbosity=0)
    assert recount(dry_run=True).examples == {}


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
