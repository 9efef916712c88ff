"""A data release: who is told, by which channels, and several of one morning at once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from forum.models import Follow
from notifications import released
from notifications.models import Delivery, Notification, Preference
from pages import moment
from releases.models import Subscription
from servicedesk.models import Ticket
from servicedesk.moves import Status
from tests import factories

_LATER = timedelta(minutes=10, seconds=1)


@pytest.fixture
def subject(db):
    return factories.subject("Kemiskinan")


@pytest.fixture
def release(subject):
    return factories.release(subject, "Profil Kemiskinan Lampung", summary="Turun **0,2** poin.")


@pytest.fixture
def subscribed(ben, subject):
    return Subscription.objects.start(ben, subject)


@pytest.fixture
def publish(logged_in, sari, committed):
    """An officer publishes it through the page."""

    def publish(release, officer=sari):
        with committed():
            page = logged_in(officer).post(
                reverse("releases:release_publication", args=[release.pk])
            )
        assert page.status_code == 302
        return release

    return publish


def send(after=_LATER):
    """The sweeper, as cron runs it, so much later."""
    with moment.at(moment.now() + after):
        call_command("notify_pending", verbosity=0)


def told(kind="release"):
    rows = Notification.objects.filter(kind=kind).select_related("recipient").order_by("pk")
    return sorted(row.recipient.display_name for row in rows)


def test_a_published_release_reaches_everybody_who_waits(
    publish, release, subscribed, topic, ben, sari, client, logged_in
):
    topic.wait_for(release, sari)
    publish(release)
    bell = logged_in(ben).get("/notifikasi/").content.decode()
    assert "Sudah dirilis: “Profil Kemiskinan Lampung”" in bell
    send()
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert "Profil Kemiskinan Lampung" in letters["ben@example.org"].subject
    assert "Turun <strong>0,2</strong> poin." in letters["ben@example.org"].alternatives[0][0]
    assert release.get_absolute_url() in letters["ben@example.org"].body
    assert release.title in client.get("/rilis/atom/").content.decode()
    calendar = client.get("/rilis/kalender.ics").content.decode().replace("\r\n ", "")
    assert release.title in calendar
    assert Ticket.objects.get(pk=topic.ticket_id).status == Status.IN_PROGRESS
    assert any("sekarang: Diproses" in letter.subject for letter in mail.outbox)


@pytest.fixture
def link(publish, release, subscribed):
    """The address in the letter to ben that ends such letters."""
    publish(release)
    send()
    head = mail.outbox.pop().message()
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return re.search(r"<http://127.0.0.1:8000(.+)>", head["List-Unsubscribe"])[1]


def letters_after(publish, subject):
    mail.outbox.clear()
    publish(factories.release(subject, "Gini Rasio Lampung"))
    send()
    return len(mail.outbox)


def test_the_page_in_the_letter_ends_them_without_a_log_in(link, client, publish, subject):
    page = client.get(link)
    assert "Data yang Anda tunggu atau langgani dirilis" in page.content.decode()
    assert not Preference.objects.exists(), "programs follow links in letters"
    assert client.post(link).status_code == 200
    assert letters_after(publish, subject) == 0
    assert told() == ["Ben", "Ben"], "the bell goes on"


def test_one_click_in_the_mail_program_ends_them(link, publish, subject):
    program = Client(enforce_csrf_checks=True)
    assert program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert letters_after(publish, subject) == 0


def test_they_go_on_for_whoever_does_nothing(link, publish, subject):
    assert letters_after(publish, subject) == 1


def test_followers_of_what_waited_are_told_and_its_asker_of_the_status(
    publish, release, topic, ben, dewi, sari
):
    topic.wait_for(release, sari)
    Follow.objects.start(topic, ben)
    publish(release)
    assert (told(), told("status")) == (["Ben"], ["Ana"])


def test_never_whoever_published_it(publish, release, subject, sari, dewi):
    for officer in (sari, dewi):
        Subscription.objects.start(officer, subject)
    publish(release)
    send()
    assert told() == ["Dewi"]


def test_nobody_else_and_nobody_who_left(publish, release, ana, ben, subject):
    Subscription.objects.start(ana, factories.subject("Inflasi"))
    Subscription.objects.start(ben, subject)
    User.objects.filter(pk=ben.pk).update(is_active=False)
    publish(release)
    send()
    assert told() == []


def test_whoever_subscribes_afterwards_is_not_told(publish, release, ben, subject):
    publish(release)
    Subscription.objects.start(ben, subject)
    send()
    assert told() == []


def test_once_however_often(publish, release, subscribed):
    publish(release)
    publish(release)
    released.tell(release)
    send()
    send(_LATER * 2)
    assert told() == ["Ben"]
    assert len(mail.outbox) == 1


def test_what_was_missed_is_found(release, subscribed, sari):
    release.publish(sari)
    assert told() == [], "nothing was committed, so no signal came"
    send(timedelta(0))
    assert told() == ["Ben"]


def test_what_came_out_long_ago_is_no_news(release, subscribed, sari):
    release.publish(sari, at=moment.now() - timedelta(days=9))
    call_command("notify_pending", "--days=30", verbosity=0)
    assert told() == []


def test_a_mistake_taken_back_in_time_is_not_sent_and_the_true_day_is_told(
    publish, release, subscribed, ben, sari, logged_in, committed
):
    publish(release)
    with committed():
        release.withdraw(sari)
    send()
    assert mail.outbox == []
    assert release.title not in logged_in(ben).get("/notifikasi/").content.decode()
    publish(release)
    send(_LATER * 2)
    assert len(mail.outbox) == 1
    bell = logged_in(ben).get("/notifikasi/").content.decode()
    assert bell.count(release.title) == 1


@pytest.fixture
def morning(publish, release, subject, subscribed):
    """Three releases within some minutes."""
    releases = [release, *(factories.release(subject, f"Rilis ke-{n}") for n in (2, 3))]
    for release in releases:
        publish(release)
    return releases


def test_a_morning_is_one_letter(morning):
    assert mail.outbox == [], "the letter waits for what else comes out"
    send()
    (letter,) = mail.outbox
    assert letter.subject == "3 rilis baru"
    for text in (letter.body, letter.alternatives[0][0]):
        assert all(release.title in text for release in morning)
        assert all(release.get_absolute_url() in text for release in morning)
        assert "Data berikut sudah dirilis:" in text
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    send(_LATER * 2)
    assert len(mail.outbox) == 1


def test_what_comes_while_the_letter_waits_goes_with_it(publish, release, subject, subscribed):
    publish(release)
    with moment.at(moment.now() + timedelta(minutes=9)):
        publish(factories.release(subject, "Gini Rasio"))
    send()
    send(_LATER * 3)
    assert [letter.subject for letter in mail.outbox] == ["2 rilis baru"]


def test_the_letter_leaves_out_what_was_read_or_taken_back(morning, ben, sari):
    Notification.objects.filter(target_id=morning[0].pk).read_all()
    morning[1].withdraw(sari)
    send()
    (letter,) = mail.outbox
    assert letter.subject == "Sudah dirilis: “Rilis ke-3”"
    assert morning[0].title not in letter.body


def test_everybody_gets_their_own(morning, ana, ben, subject, publish):
    Subscription.objects.start(ana, subject)
    publish(factories.release(subject, "Gini Rasio"))
    send()
    assert sorted((letter.to[0], letter.subject) for letter in mail.outbox) == [
        ("ana@example.org", "Sudah dirilis: “Gini Rasio”"),
        ("ben@example.org", "4 rilis baru"),
    ]


def test_a_dead_mail_server_delays_the_one_letter(morning, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    send()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send(timedelta(hours=1))
    assert [letter.subject for letter in mail.outbox] == ["3 rilis baru"]


def test_nothing_is_sent_to_whoever_wants_no_letters(morning, ben):
    Preference.objects.choose(ben, "release", "email", "off")
    send()
    assert mail.outbox == []
    assert set(Delivery.objects.values_list("state", "error")) == {("dropped", "unsubscribed")}


def test_the_bell_has_one_line_that_opens_the_list(morning, ben, logged_in):
    browser = logged_in(ben)
    page = browser.get("/notifikasi/").content.decode()
    assert "3 rilis baru" in page
    assert "Rilis ke-2" not in page
    row = Notification.objects.latest("pk")
    opened = browser.post(reverse("notifications:notification_reading", args=[row.pk]))
    assert opened.url == "/rilis/"
    assert not Notification.objects.unread().exists()
    assert "Rilis ke-2" in browser.get("/notifikasi/").content.decode()


def test_one_alone_opens_its_own_page(publish, release, subscribed, ben, logged_in):
    publish(release)
    row = Notification.objects.get()
    opened = logged_in(ben).post(reverse("notifications:notification_reading", args=[row.pk]))
    assert opened.url == release.get_absolute_url()


def test_a_request_does_not_wait_for_thousands(publish, release, subscribed, monkeypatch):
    monkeypatch.setattr(released, "_MOST_IN_REQUEST", 0)
    publish(release)
    assert told() == []
    send(timedelta(0))
    assert told() == ["Ben"]


def test_a_failing_receiver_costs_nobody_the_page(publish, release, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(released, "notify", fails)
    publish(release)
    release.refresh_from_db()
    assert release.published_at is not None


def test_thousands_cost_few_queries(release, subject, sari, django_assert_max_num_queries):
    crowd = [User(email=f"m{n}@example.org", display_name=f"M{n}") for n in range(300)]
    User.objects.bulk_create(crowd)
    crowd = User.objects.filter(email__startswith="m")
    Subscription.objects.bulk_create(Subscription(user=user, subject=subject) for user in crowd)
    release.publish(sari)
    with django_assert_max_num_queries(20):
        assert released.notify(release) == 300
    assert Delivery.objects.filter(is_bulk=True).count() == 300
