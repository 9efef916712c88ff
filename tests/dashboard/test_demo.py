"""The demo world."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import Team, User
from autoreply.models import Decision, Feedback
from forum.models import Duplicate, Post, Topic
from notices.models import Notice
from pages import moment
from releases.models import Release, ReleaseEvent, Subscription
from servicedesk.models import Ticket
from servicedesk.moves import Status


@pytest.fixture
def demo(settings, db, committed):
    """Make the demo world; what waits for a commit happens at the end, a little later than it
    would on a site of its own."""
    settings.DEBUG = True

    def demo():
        out = StringIO()
        with committed():
            call_command("demo", stdout=out)
        return out.getvalue()

    return demo


def counts():
    models = (User, Team, Topic, Post, Ticket, Feedback, ReleaseEvent, Subscription, Notice)
    return [model.objects.count() for model in models]


def test_it_is_whole_and_a_second_run_adds_nothing(demo):
    printed = demo()
    assert "ana@example.org" in printed
    assert "sari@example.org" in printed
    assert Topic.objects.count() >= 140
    assert Team.objects.count() == 3
    assert Release.objects.planned().exists()
    assert Release.objects.published().exists()
    assert Notice.objects.valid().count() == 2
    assert User.objects.filter(groups__name="petugas").count() == 4
    before = counts()
    demo()
    assert counts() == before


def test_its_people_can_log_in(client, demo):
    demo()
    assert client.login(email="sari@example.org", password="tanyadata-demo")


def test_it_refuses_in_production(settings, db):
    settings.DEBUG = False
    with pytest.raises(CommandError):
        call_command("demo")
    assert not Topic.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_every_state_is_there(settings):
    """With real commits, so that decisions are made at the moment each topic was opened."""
    settings.DEBUG = True
    call_command("demo", stdout=StringIO())
    assert mail.outbox == []
    assert set(Ticket.objects.values_list("status", flat=True)) == set(Status.values)
    assert Topic.objects.exclude(awaited_release=None).exists()
    assert set(Decision.objects.values_list("outcome", flat=True)) == {"answer", "choose", "silent"}
    assert set(Duplicate.objects.values_list("state", flat=True)) >= {"candidate", "confirmed"}
    assert set(Feedback.objects.values_list("helped", flat=True)) == {True, False}
    assert not Post.objects.filter(created_at__gt=moment.now()).exists()
    oldest = Topic.objects.order_by("created_at")[0].created_at
    assert moment.now() - oldest > timedelta(days=80)
