"""Web push, through real encryption and a real connection, to a push service of our own."""

import json
import socket
from datetime import timedelta

import pytest
from django.core import checks, mail
from django.core.management import call_command

from forum.models import Post
from notifications import webpush
from notifications.announcing import announce
from notifications.kinds import ASSIGNMENT
from notifications.models import Delivery, Notification, PushSubscription
from pages import moment
from servicedesk.models import Assignment
from tests import push_service

NEW, END = "/notifikasi/perangkat/baru/", "/notifikasi/perangkat/akhir/"
SETTINGS = "/notifikasi/pengaturan/"
PRIVATE, PUBLIC = webpush.make_keys()


@pytest.fixture
def push(settings):
    settings.VAPID_PRIVATE_KEY, settings.VAPID_PUBLIC_KEY = PRIVATE, PUBLIC
    settings.VAPID_SUBJECT = "mailto:admin@example.org"
    settings.PUSH_HOSTS = [*settings.PUSH_HOSTS, "push.example.org"]


@pytest.fixture
def service(push, settings, tmp_path, monkeypatch):
    """Trusted by its certificate; DEBUG is what lets us reach this machine."""
    settings.DEBUG = True
    with push_service.running(tmp_path) as service:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        yield service


@pytest.fixture
def reply(topic, sari, committed):
    def reply(body="Ini tautannya."):
        with committed():
            return Post.objects.reply(topic, author=sari, body=body)

    return reply


def subscribe(browser_session, browser):
    return browser_session.post(NEW, browser.subscription)


def run(after):
    with moment.at(moment.now() + after):
        call_command("notify_pending", verbosity=0)


def pushes():
    rows = Delivery.objects.filter(channel="push").order_by("pk")
    return [(row.state, row.error) for row in rows]


def test_from_the_page_to_the_browser(service, logged_in, topic, ana, reply):
    browser = service.browser()
    assert subscribe(logged_in(ana), browser).status_code == 204
    post = reply()
    [(path, headers, body)] = service.got
    shown = browser.read(body)
    assert shown["title"] == "Balasan di topik yang Anda ikuti"
    assert topic.title in shown["body"]
    assert "Ini tautannya." not in shown["body"]
    assert shown["url"] == post.get_absolute_url()
    assert (path, headers["Content-Encoding"]) == ("/satu", "aes128gcm")
    assert int(headers["TTL"]) == 2 * 24 * 3600
    assert headers["Authorization"].startswith("vapid t=")
    assert headers["Authorization"].endswith(f"k={PUBLIC}")
    assert len(body) < 1000
    assert pushes() == [("sent", "")]
    assert len(mail.outbox) == 1
    run(timedelta(days=1))
    assert len(service.got) == 1, "never twice"


def test_in_the_readers_language(service, logged_in, ana, reply):
    ana.language = "en"
    ana.save()
    browser = service.browser()
    subscribe(logged_in(ana), browser)
    reply()
    assert browser.read(service.got[0][2])["title"] == "Replies in topics you follow"


def test_what_is_not_public_is_not_on_a_locked_screen(service, logged_in, topic, ana, sari, dewi):
    """An officer is put in charge: that is office work, even where the topic is public."""
    browser = service.browser()
    subscribe(logged_in(dewi), browser)
    with moment.at(moment.now()):
        row = Assignment.objects.create(ticket=topic.ticket, by=sari, assignee=dewi)
    announce(ASSIGNMENT, [dewi], row, by=sari)
    run(timedelta(minutes=1))
    shown = browser.read(service.got[0][2])
    assert topic.title not in json.dumps(shown["title"] + shown["body"])
    assert shown["body"] == "Buka untuk membacanya."


def test_every_browser_has_its_own_retries(service, logged_in, ana, reply):
    session = logged_in(ana)
    subscribe(session, service.browser("satu"))
    subscribe(session, service.browser("dua"))
    service.answers["/dua"] = 503
    reply()
    assert pushes() == [("sent", ""), ("queued", "RefusedError")]
    service.answers.clear()
    run(timedelta(minutes=2))
    assert [path for path, *_ in service.got] == ["/satu", "/dua", "/dua"]
    assert [state for state, _ in pushes()] == ["sent", "sent"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(service, logged_in, ana, reply, status):
    subscribe(logged_in(ana), service.browser())
    service.answers["/satu"] = status
    reply()
    assert not PushSubscription.objects.exists()
    assert pushes() == [("dropped", "gone")]
    reply("Satu lagi.")
    assert len(service.got) == 1


def test_what_is_refused_for_good_is_given_up(service, logged_in, ana, reply):
    subscribe(logged_in(ana), service.browser())
    service.answers["/satu"] = 403
    reply()
    Delivery.objects.filter(channel="push").update(tries=7)
    run(timedelta(hours=1))
    assert pushes() == [("failed", "RefusedError")]
    assert PushSubscription.objects.exists()


def test_redirects_are_not_followed(service, logged_in, ana, reply):
    subscribe(logged_in(ana), service.browser())
    service.answers["/satu"] = 307
    reply()
    assert [path for path, *_ in service.got] == ["/satu"]


def test_a_dead_push_service_delays_and_costs_no_letter(service, logged_in, ana, reply):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    subscribe(logged_in(ana), push_service.Browser(f"https://127.0.0.1:{port}/x"))
    reply()
    assert pushes() == [("queued", "OSError")]
    assert len(mail.outbox) == 1
    run(timedelta(days=3))
    assert pushes() == [("dropped", "late")]


def test_a_certificate_that_nobody_knows_is_not_trusted(
    service, logged_in, ana, reply, monkeypatch
):
    monkeypatch.delenv("SSL_CERT_FILE")
    subscribe(logged_in(ana), service.browser())
    reply()
    assert service.got == []
    assert pushes() == [("queued", "OSError")]


def test_what_was_read_or_is_not_wanted_is_not_pushed(service, logged_in, ana, reply):
    session = logged_in(ana)
    subscribe(session, service.browser())
    service.answers["/satu"] = 503
    reply()
    Notification.objects.read_all()
    run(timedelta(minutes=2))
    assert pushes() == [("dropped", "read")]
    page = session.get(SETTINGS).content.decode()
    assert 'name="reply-push"' in page
    form = session.get(SETTINGS).context["form"]
    data = {field.html_name: field.value() for field in form if field.value()}
    del data["reply-push"]
    assert session.post(SETTINGS, data).status_code == 302
    reply("Satu lagi.")
    assert len(pushes()) == 1
    assert len(mail.outbox) == 2


# Who subscribes, and what.


def test_ten_browsers_and_no_more(push, logged_in, ana, ben):
    session = logged_in(ana)
    browsers = [push_service.Browser(f"https://push.example.org/{n}") for n in range(11)]
    assert [subscribe(session, each).status_code for each in browsers] == [204] * 10 + [422]
    assert subscribe(session, browsers[0]).status_code == 204, "one of the ten, again"
    assert subscribe(logged_in(ben), browsers[10]).status_code == 204
    assert PushSubscription.objects.filter(user=ana).count() == 10


def test_a_browser_follows_its_last_user_and_their_news_do_not(service, logged_in, ana, ben, reply):
    browser = service.browser()
    subscribe(logged_in(ana), browser)
    service.answers["/satu"] = 503
    reply()
    subscribe(logged_in(ben), browser)
    service.answers.clear()
    run(timedelta(minutes=2))
    assert pushes() == [("dropped", "gone")]
    assert [row.user for row in PushSubscription.objects.all()] == [ben]


def test_only_ones_own_browsers_are_listed_and_let_go(push, logged_in, ana, ben, client):
    browser = push_service.Browser("https://updates.push.services.mozilla.com/x")
    subscribe(logged_in(ana), browser)
    assert "Firefox" in logged_in(ana).get(SETTINGS).content.decode()
    assert browser.endpoint not in logged_in(ben).get(SETTINGS).content.decode()
    logged_in(ben).post(END, {"endpoint": browser.endpoint})
    assert client.post(END, {"endpoint": browser.endpoint}).url.startswith("/akun/login/")
    assert PushSubscription.objects.count() == 1
    assert logged_in(ana).post(END, {"endpoint": browser.endpoint}).url == SETTINGS
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/x",
        "https://10.0.0.1/x",
        "https://localhost/x",
        "https://example.org/x",
        "https://evil-push.example.org/x",
        "https://push.example.org.evil.test/x",
        "https://127.0.0.1/x",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://push.example.org:8443/x",
        "https://user:secret@push.example.org/x",
        "https://[::1/x",
        "ftp://push.example.org/x",
        "https:///x",
        "push",
        "",
        "https://push.example.org/" + "x" * 500,
    ],
)
def test_strange_addresses_are_refused(push, logged_in, ana, endpoint):
    response = subscribe(logged_in(ana), push_service.Browser(endpoint))
    assert response.status_code == 422
    assert "peramban" in response.content.decode().lower()
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "change", [{"p256dh": "x"}, {"p256dh": "A" * 87}, {"auth": "é" * 22}, {"auth": ""}]
)
def test_bad_keys_are_refused(push, logged_in, ana, change):
    browser = push_service.Browser("https://push.example.org/x")
    assert logged_in(ana).post(NEW, browser.subscription | change).status_code == 422


def test_a_host_that_is_known_no_more_is_never_spoken_to(service, settings, logged_in, ana, reply):
    """Where DEBUG is off the same server gets not a byte, and is forgotten."""
    subscribe(logged_in(ana), service.browser())
    assert PushSubscription.objects.count() == 1
    settings.DEBUG = False
    reply()
    assert pushes() == [("dropped", "forbidden")]
    assert not PushSubscription.objects.exists()
    assert service.got == []


def test_the_push_services_of_browsers_are_known(settings):
    for host in ("fcm.googleapis.com", "updates.push.services.mozilla.com",
                 "wns2-pn1p.notify.windows.com", "web.push.apple.com"):  # fmt: skip
        webpush.refuse_strange(f"https://{host}/x")


def test_ten_browsers_cost_no_more_queries_than_one(
    push, logged_in, ana, django_assert_max_num_queries
):
    session = logged_in(ana)
    for number in range(10):
        subscribe(session, push_service.Browser(f"https://push.example.org/{number}"))
    with django_assert_max_num_queries(8):
        assert session.get(SETTINGS).content.decode().count("data-push-end") == 10


# Off.


def test_without_keys_there_is_nothing(logged_in, ana, client, reply):
    session = logged_in(ana)
    assert "perangkat" not in session.get(SETTINGS).content.decode()
    browser = push_service.Browser("https://push.example.org/x")
    assert subscribe(session, browser).status_code == 404
    assert client.get("/sw.js").status_code == 404
    PushSubscription.objects.subscribe(ana, **browser.subscription)
    reply()
    assert pushes() == []


def test_the_service_worker(push, client):
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert "caches" not in response.content.decode()
    assert "unsafe" not in response["Content-Security-Policy"]


def test_keys_are_made_and_checked(settings, capsys):
    call_command("make_vapid_keys")
    printed = dict(line.split("=") for line in capsys.readouterr().out.split())
    settings.VAPID_PRIVATE_KEY = printed["VAPID_PRIVATE_KEY"]
    settings.VAPID_PUBLIC_KEY = printed["VAPID_PUBLIC_KEY"]
    settings.VAPID_SUBJECT = "mailto:admin@example.org"
    settings.PUSH_HOSTS = [*settings.PUSH_HOSTS, "push.example.org"]
    assert _wrong() == set()
    settings.VAPID_SUBJECT = "admin@example.org"
    assert _wrong() == {"notifications.E003"}
    for wrong in (PUBLIC, "x", ""):
        settings.VAPID_PUBLIC_KEY = wrong
        assert _wrong() == {"notifications.E002"}
    for wrong in ("x", "", "é", "/nonsense"):
        settings.VAPID_PRIVATE_KEY = wrong
        settings.VAPID_PUBLIC_KEY = PUBLIC
        assert _wrong() == {"notifications.E002"}


def _wrong():
    return {each.id for each in checks.run_checks() if each.id.startswith("notifications.")}
