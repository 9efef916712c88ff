"""Being told of replies: by the bell and by e-mail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from forum.models import Post
from notifications.models import Delivery, Notification
from pages import moment


@pytest.fixture
def replied(topic, sari, committed):
    """Sari has answered ana's topic."""
    with committed():
        return Post.objects.reply(topic, author=sari, body="Ini tautannya.")


def test_the_asker_is_told_by_mail_and_bell(client, logged_in, replied, ana):
    letter = mail.outbox[0]
    assert letter.to == [ana.email]
    assert letter.subject == f"Re: {replied.topic.title}"
    assert letter.from_email.startswith("Sari via TanyaData <")
    assert "Sari membalas dalam" in letter.body
    assert "Ini tautannya." in letter.body
    assert replied.get_absolute_url() in letter.body
    assert "1 notifikasi belum dibaca" in logged_in(ana).get("/").content.decode()


def test_whoever_is_replied_to_is_told(topic, replied, ben, sari, committed):
    with committed():
        Post.objects.reply(topic, author=ben, body="Benarkah?", parent=replied)
    assert set(Notification.objects.values_list("recipient__email", flat=True)) == {
        "ana@example.org",
        "sari@example.org",
    }


def test_nobody_is_told_of_their_own_reply(topic, ana, committed):
    with committed():
        Post.objects.reply(topic, author=ana, body="Tambahan dari saya.")
    assert not Notification.objects.exists()


def test_the_automatic_answer_stands_at_the_askers_bell_and_is_not_mailed_at_once(
    topic, bot, ana, committed
):
    with committed():
        Post.objects.reply(topic, author=bot, body="Otomatis")
    assert mail.outbox == []
    row = Notification.objects.get()
    assert (row.recipient, row.kind) == (ana, "automatic")


def test_a_subject_with_a_line_break_is_one_line(topic, sari, committed):
    type(topic).objects.filter(pk=topic.pk).update(title="Satu\nBcc: x@example.org")
    topic.refresh_from_db()
    with committed():
        Post.objects.reply(topic, author=sari, body="Ya")
    assert "\n" not in mail.outbox[0].subject


def test_a_broken_mail_server_delays_and_loses_nothing(settings, topic, sari, committed):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with committed():
        Post.objects.reply(topic, author=sari, body="Tersimpan")
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, delivery.error) == (
        "queued",
        1,
        "ConnectionRefusedError",
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("notify_pending", verbosity=0)
    assert mail.outbox == [], "its time has not come"
    with moment.at(moment.now() + timedelta(minutes=2)):
        for _run in range(2):
            call_command("notify_pending", verbosity=0)
            assert len(mail.outbox) == 1


def test_the_sweeper_makes_lost_rows_once(topic, sari):
    Post.objects.reply(topic, author=sari, body="Sinyalnya hilang")
    for _run in range(2):
        call_command("notify_pending", verbosity=0)
        assert (Notification.objects.count(), len(mail.outbox)) == (1, 1)


def test_opening_one_reads_it(logged_in, replied, ana):
    row = Notification.objects.get()
    client = logged_in(ana)
    response = client.post(reverse("notifications:notification_reading", args=[row.pk]))
    row.refresh_from_db()
    assert response.url == replied.get_absolute_url()
    assert row.read_at is not None
    assert "0 notifikasi belum dibaca" in client.get("/notifikasi/").content.decode()


def test_all_can_be_read_at_once(logged_in, replied, ana):
    logged_in(ana).post(reverse("notifications:notification_reading_all"))
    assert not Notification.objects.unread().exists()


def test_other_peoples_notifications_are_not_there(logged_in, replied, ben):
    client = logged_in(ben)
    row = Notification.objects.get()
    assert (
        client.post(reverse("notifications:notification_reading", args=[row.pk])).status_code == 404
    )
    client.post(reverse("notifications:notification_reading_all"))
    assert Notification.objects.unread().count() == 1
    assert replied.topic.title not in client.get("/notifikasi/").content.decode()
