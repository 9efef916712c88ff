"""Teams are reminded before the review of their answers is due."""

from datetime import timedelta

from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Team
from autoreply import curation
from autoreply.models import Answer
from notifications.models import Notification
from pages import moment


def remind(days=0):
    with moment.at(moment.now() + timedelta(days=days)):
        call_command("remind_reviews", verbosity=0)
        call_command("notify_pending", verbosity=0)
    sent = sorted(message.to[0] for message in mail.outbox)
    mail.outbox.clear()
    return sent


def due_in(answer, days):
    Answer.objects.filter(pk=answer.pk).update(review_on=moment.today() + timedelta(days=days))


def test_the_team_is_told_a_week_before_and_once(answer, sari, dewi, ana, logged_in):
    team = Team.objects.create(name="Sosial")
    team.members.add(sari)
    Answer.objects.filter(pk=answer.pk).update(team=team)
    due_in(answer, 10)
    assert remind() == []
    assert remind(days=3) == [sari.email]
    assert remind(days=4) == []
    page = logged_in(sari).get(reverse("notifications:notification_list")).content.decode()
    assert "perlu ditinjau" in page
    row = Notification.objects.get()
    opened = logged_in(sari).post(reverse("notifications:notification_reading", args=[row.pk]))
    assert opened.url == reverse("autoreply:curated", args=[answer.pk])


def test_without_a_team_the_curators_are_told_and_after_a_review_again(answer, dewi, sari):
    due_in(answer, 0)
    assert remind() == [dewi.email]
    answer.refresh_from_db()
    curation.confirm(answer, dewi, moment.today() + timedelta(days=30))
    assert remind() == []
    assert remind(days=25) == [dewi.email]


def test_a_retired_answer_reminds_nobody(answer, dewi):
    due_in(answer, 0)
    Answer.objects.update(state="retired")
    assert remind() == []


def test_what_the_mail_server_refused_is_sent_later_for_officers_only_answers_too(
    answer, dewi, settings
):
    due_in(answer, 0)
    Answer.objects.update(audience="officers")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    call_command("remind_reviews", verbosity=0)
    call_command("notify_pending", verbosity=0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with moment.at(moment.now() + timedelta(minutes=2)):
        call_command("notify_pending", verbosity=0)
    assert [message.to for message in mail.outbox] == [[dewi.email]]
