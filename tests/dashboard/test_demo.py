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


def counts():
    models = (User, Team, Topic, Post, Ticket, Feedback, ReleaseEvent, Subscription, Notice)
    return [model.objects.count() for model in models]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_world_is_whole_and_a_second_run_adds_nothing(client, settings):
    """In one test, for it is built once; with real commits, so that decisions are made at the
    moment each topic was opened."""
    settings.DEBUG = True
    out = StringIO()
    call_command("demo", stdout=out)
    _names_its_log_ins(out.getvalue(), client)
    _everybody_is_there()
    _every_state_is_there()
    _the_calendar_is_there()
    _it_reaches_back_and_not_ahead()
    _the_figures_answer_three_questions(client)
    assert mail.outbox == []
    before = counts()
    call_command("demo", stdout=out)
    assert counts() == before


def _names_its_log_ins(printed, client):
    assert "ana@example.org" in printed
    assert "sari@example.org" in printed
    assert client.login(email="sari@example.org", password="tanyadata-demo")


def _everybody_is_there():
    assert Topic.objects.count() >= 140
    assert Team.objects.count() == 3
    assert User.objects.filter(groups__name="petugas").count() == 4


def _every_state_is_there():
    assert set(Ticket.objects.values_list("status", flat=True)) == set(Status.values)
    assert set(Decision.objects.values_list("outcome", flat=True)) == {"answer", "choose", "silent"}
    assert set(Duplicate.objects.values_list("state", flat=True)) >= {"candidate", "confirmed"}
    assert set(Feedback.objects.values_list("helped", flat=True)) == {True, False}


def _the_calendar_is_there():
    assert Release.objects.planned().exists()
    assert Release.objects.published().exists()
    assert Notice.objects.valid().count() == 2
    assert Topic.objects.exclude(awaited_release=None).exists()


def _it_reaches_back_and_not_ahead():
    assert not Post.objects.filter(created_at__gt=moment.now()).exists()
    oldest = Topic.objects.order_by("created_at")[0].created_at
    assert moment.now() - oldest > timedelta(days=80)


def _the_figures_answer_three_questions(officer):
    """Who waits longest, whether the promise is kept, and what to write an answer for; and there is
    a report to hand in. `officer` is logged in as sari."""
    page = officer.get("/petugas/dasbor/")
    longest = [row.ticket.opened_at for row in page.context["longest"]]
    assert len(longest) == 5
    assert longest == sorted(longest)
    cells = page.context["board"].cells
    for slug in ("petugas-target-kerja", "selesai-target-kerja", "petugas-semua-kerja", "ikm"):
        assert cells[slug].reading.number is not None
        assert cells[slug].value in page.content.decode()
    wanting = [cluster for cluster in page.context["clusters"] if cluster.answer is None]
    assert any(len(cluster.repeats) >= 2 for cluster in wanting)
    month = page.context["scope"].period.last
    report = officer.get(f"/petugas/laporan/{month:%Y-%m}/")
    assert report.context["report"].requests.reading.number > 10


def test_it_refuses_in_production(settings, db):
    settings.DEBUG = False
    with pytest.raises(CommandError):
        call_command("demo")
    assert not Topic.objects.exists()
