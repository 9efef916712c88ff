"""Letters over a real socket: each once, in order, and never at the cost of a page."""

import socket
import threading
from datetime import timedelta
from time import monotonic

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, connections
from django.urls import reverse

from accounts.models import Bounce, User
from forum.models import Post
from notifications import sending
from notifications.announcing import announce
from notifications.kinds import REPLY
from notifications.models import Delivery, Notification
from pages import moment
from tests import factories
from tests.notifications import smtp

LATER = timedelta(minutes=2)


@pytest.fixture
def server(settings):
    with smtp.running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server


def post_reply(browser, topic, committed):
    with committed():
        url = reverse("forum:post_new", args=[topic.pk])
        return browser.post(url, {"body": "Ini tautannya.", "status": ""})


def run(after=timedelta(0)):
    with moment.at(moment.now() + after):
        call_command("notify_pending", verbosity=0)


def states():
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_from_the_page_to_the_mailbox(server, logged_in, topic, sari, committed):
    assert post_reply(logged_in(sari), topic, committed).status_code == 302
    letter = server.letters[0]
    assert letter["To"] == "ana@example.org"
    plain, html = letter.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "Ini tautannya." in plain.get_content()
    assert "Ini tautannya." in html.get_content()
    assert states() == ["sent"]
    run()
    assert len(server.letters) == 1


def test_a_mail_server_that_never_answers_keeps_the_page_a_moment_and_then_not_at_all(
    settings, server, logged_in, topic, sari, committed
):
    silent = socket.create_server(("127.0.0.1", 0))
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = silent.getsockname()[1], 0.3
    browser = logged_in(sari)
    started = monotonic()
    assert post_reply(browser, topic, committed).status_code == 302
    assert monotonic() - started < 3
    settings.EMAIL_TIMEOUT = 60
    started = monotonic()
    assert post_reply(browser, topic, committed).status_code == 302
    assert monotonic() - started < 3, "it is known to be down"
    silent.close()
    settings.EMAIL_PORT = server.port
    run(LATER)
    assert len(server.letters) == 2


def test_an_outage_of_a_week_loses_nothing(settings, server, topic, sari, committed):
    settings.EMAIL_PORT = 9
    with committed():
        Post.objects.reply(topic, author=sari, body="Ya")
    for day in range(1, 12):
        run(timedelta(days=day))
    assert Delivery.objects.get(notification__kind="reply").tries > 8
    settings.EMAIL_PORT = server.port
    run(timedelta(days=13))
    assert [letter["Subject"] for letter in server.letters].count(f"Re: {topic.title}") == 1


def test_an_address_that_is_refused_is_given_up_in_the_end_and_stops_no_others(
    server, topic, ben, sari, committed
):
    topic.follows.create(user=ben)
    server.refused.add("ana@example.org")
    with committed():
        Post.objects.reply(topic, author=sari, body="Ya")
    assert [letter["To"] for letter in server.letters] == ["ben@example.org"]
    row = Delivery.objects.get(recipient__email="ana@example.org")
    assert (row.state, row.error) == ("queued", "SMTPRecipientsRefused")
    for day in range(1, 12):
        run(timedelta(days=2 * day))
    row.refresh_from_db()
    assert (row.state, row.tries) == ("failed", 8)


def test_a_letter_that_cannot_be_written_stops_no_others(topic, ben, sari, monkeypatch, committed):
    topic.follows.create(user=ben)
    User.objects.filter(email="ana@example.org").update(email="tanpa-alamat\n@example.org")
    with committed():
        Post.objects.reply(topic, author=sari, body="Ya")
    assert [letter.to for letter in mail.outbox] == [["ben@example.org"]]
    assert Delivery.objects.exclude(error="").get().state == "queued"


@pytest.fixture
def delayed(topic, sari):
    """A letter to ana that could not be sent at once."""
    announce(REPLY, [topic.author], Post.objects.reply(topic, author=sari, body="Ya"))
    return topic


def test_what_was_read_is_not_written_any_more(delayed, ana, logged_in):
    logged_in(ana).get(delayed.get_absolute_url())
    run()
    assert (mail.outbox, states()) == ([], ["dropped"])


def test_what_was_hidden_is_not_written_any_more(delayed):
    Post.objects.exclude(path="").update(state="hidden")
    run()
    assert (mail.outbox, Delivery.objects.get().error) == ([], "hidden")


def test_whoever_left_or_moved_is_not_written_to(delayed, ana):
    Bounce.objects.record("ana@example.org")
    run()
    assert (mail.outbox, Delivery.objects.get().error) == ([], "bounced")


def test_thousands_wait_for_ordinary_letters(topic, sari, ana):
    crowd = [factories.member(f"m{n}") for n in range(60)]
    post = Post.objects.reply(topic, author=sari, body="Ya")
    announce(REPLY, crowd, post)
    announce(REPLY, [ana], post)
    assert sending.send_in_request() == 1, "a page sends none of those to many"
    assert mail.outbox[0].to == [ana.email]
    run()
    assert len(mail.outbox) == 61


def test_whoever_died_with_letters_in_hand_loses_none(delayed):
    assert len(Delivery.objects.take(20, "email", with_bulk=True)) == 1
    run()
    assert mail.outbox == []
    run(timedelta(minutes=11))
    assert len(mail.outbox) == 1


def test_nobody_is_told_twice(topic, sari, ana, django_assert_max_num_queries):
    post = Post.objects.reply(topic, author=sari, body="Ya")
    assert announce(REPLY, [ana, ana], post) == 1
    assert announce(REPLY, [ana], post) == 0
    assert announce(REPLY, [sari], post, by=sari) == 0
    assert Notification.objects.count() == Delivery.objects.count() == 1


def test_many_cost_few_queries(topic, sari, django_assert_max_num_queries):
    post = Post.objects.reply(topic, author=sari, body="Ya")
    crowd = [factories.member(f"m{n}") for n in range(40)]
    with django_assert_max_num_queries(9):
        assert announce(REPLY, crowd, post) == 40


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_two_senders_at_once_send_each_letter_once(server, topic, sari):
    """A transaction for each: two processes as on a real server."""
    post = Post.objects.reply(topic, author=sari, body="Ya")
    Delivery.objects.all().delete()
    Notification.objects.all().delete()
    server.letters.clear()
    crowd = [factories.member(f"m{n}") for n in range(100)]
    announce(REPLY, crowd, post)

    def send():
        sending.send_turn(30)
        connections.close_all()

    senders = [threading.Thread(target=send) for _n in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(letter["To"] for letter in server.letters) == sorted(u.email for u in crowd)
