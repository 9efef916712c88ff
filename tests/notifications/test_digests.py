"""Daily and weekly letters: once a period, with what nobody has seen."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command

from forum.models import Post
from notifications import announcing
from notifications.kinds import REPLY
from notifications.models import Delivery, Preference
from pages import moment

# A Wednesday.
DAY = datetime(2026, 11, 4, 7, tzinfo=ZoneInfo("Asia/Jakarta"))
A_DAY = timedelta(days=1)


def digest(after):
    """The subjects of the letters a run sends, so long after the Wednesday."""
    mail.outbox.clear()
    with moment.at(DAY + after):
        call_command("send_digests", verbosity=0)
    return [letter.subject for letter in mail.outbox]


@pytest.fixture
def reply(topic, ana, sari):
    def reply(body, after=timedelta(0)):
        with moment.at(DAY + after):
            post = Post.objects.reply(topic, author=sari, body=body)
            announcing.announce(REPLY, [ana], post)

    return reply


@pytest.fixture
def daily(ana):
    Preference.objects.choose(ana, "reply", "email", "daily")


@pytest.fixture
def weekly(ana):
    Preference.objects.choose(ana, "reply", "email", "weekly")


def test_yesterday_in_one_letter_and_only_once(daily, reply, topic):
    reply("Satu")
    reply("Dua")
    assert digest(timedelta(hours=2)) == [], "today is not over"
    assert digest(A_DAY) == ["2 hal yang belum Anda lihat"]
    letter = mail.outbox[0]
    assert letter.body.count(topic.get_absolute_url()) == 2
    assert "berhenti" in letter.message()["List-Unsubscribe"]
    assert digest(A_DAY + timedelta(hours=1)) == []
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    reply("Tiga", after=A_DAY)
    assert digest(2 * A_DAY) == ["1 hal yang belum Anda lihat"]


def test_what_was_seen_on_the_site_needs_no_letter(daily, reply, topic, ana, logged_in):
    reply("Satu")
    logged_in(ana).get(topic.get_absolute_url())
    assert digest(A_DAY) == []
    assert Delivery.objects.get().state == "dropped"


def test_what_was_hidden_needs_no_letter(daily, reply):
    reply("Satu")
    Post.objects.exclude(path="").update(state="hidden")
    assert digest(A_DAY) == []


def test_a_week_ends_on_monday_and_a_run_that_was_missed_is_made_good(weekly, reply):
    reply("Satu")
    assert digest(2 * A_DAY) == []
    assert digest(6 * A_DAY) == ["1 hal yang belum Anda lihat"], "Tuesday: Monday's run was missed"
    reply("Dua", after=6 * A_DAY)
    assert digest(8 * A_DAY) == []
    assert digest(12 * A_DAY) == ["1 hal yang belum Anda lihat"]


def test_a_dead_mail_server_delays_the_digest(daily, reply, settings):
    reply("Satu")
    locmem = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert digest(A_DAY) == []
    settings.EMAIL_BACKEND = locmem
    assert digest(A_DAY + timedelta(minutes=2)) == ["1 hal yang belum Anda lihat"]


def test_whoever_wants_no_letters_any_more_gets_no_digest(daily, reply, ana):
    reply("Satu")
    Preference.objects.choose(ana, "", "email", "off")
    assert digest(A_DAY) == []
