"""`make bench-live`: what an open tab costs.

Requests a second of the address that open pages ask, for a member in a conversation of 5,000
messages and for a desk, beside bare pages of the same server in the same run; the ratios hold on
any machine. Bare is a page without a reader (`/healthz`), one that only looks up who asks (an
address refused as soon as that is known), and one that shows a member what stands in a file
(`/bantuan/`). `python -m benchmarks.live postgres://…/name`: the database is made where missing.
"""

import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from benchmarks.pages import create_database

_MESSAGES = 5_000
_SECONDS = 3.0
_ROUNDS = 5
_CLIENTS = 4
_SERVER = ("--workers", "2", "--threads", "4", "--log-level", "error")


def main(url: str, folder: str) -> None:
    """Fill the database at `url`, serve it as in production, and measure."""
    create_database(url)
    os.environ |= {
        "LOG_LEVEL": "ERROR",
        "DATABASE_URL": url,
        "DEBUG": "false",
        "SECRET_KEY": "only-for-measuring-0123456789-abcdefghij-0123456789",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
        "STATIC_ROOT": folder,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    conversation, members = _world()
    targets = {
        "bare: nothing": ("/healthz", ""),
        "bare: who asks": ("/draf/", _log_in(members[0])),
        "bare: a page": ("/bantuan/", _log_in(members[0])),
        "conversation": (f"/langsung/?percakapan={conversation.pk}", _log_in(members[0])),
        "office's view": (
            f"/langsung/?percakapan={conversation.pk}&kantor=1",
            _log_in(members[1]),
        ),
        "desk": ("/langsung/?meja=1", _log_in(members[1])),
        "bell alone": ("/langsung/?", _log_in(members[0])),
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*command, *_SERVER])  # noqa: S603 - our own command
    try:
        _wait(port)
        _report(port, targets)
    finally:
        server.terminate()
        server.wait()


def _world() -> tuple[Any, list[Any]]:
    """A long conversation, its asker and an officer."""
    users = apps.get_model("accounts", "User").objects
    conversations = apps.get_model("chat", "Conversation").objects
    members = []
    for name in ("ana", "sari"):
        found = users.filter(email=f"{name}@example.org").first()
        members.append(found or users.create_user(f"{name}@example.org", display_name=name))
    group = apps.get_model("auth", "Group").objects.get(name="petugas")
    members[1].groups.add(group)
    conversation = conversations.first() or conversations.open(author=members[0], title="Data saya")
    messages = apps.get_model("chat", "Message")
    missing = _MESSAGES - messages.objects.count()
    if missing > 0:
        row = {"conversation": conversation, "author": members[0], "kind": "asker", "body": "Halo"}
        messages.objects.bulk_create(messages(**row) for _ in range(missing))
        last = messages.objects.order_by("-pk").values_list("pk", flat=True)[0]
        conversations.update(last_id=last, message_count=_MESSAGES)
    return conversation, members


def _log_in(user: Any) -> str:
    """The session cookie of somebody who is logged in."""
    sessions: Any = apps.get_model("sessions", "Session")
    session = sessions.get_session_store_class()()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            _get(HTTPConnection("127.0.0.1", port), "/healthz", "")
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server does not start")


def _get(connection: HTTPConnection, address: str, cookie: str) -> tuple[int, bytes]:
    connection.request("GET", address, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    return answer.status, answer.read()


def _report(port: int, targets: dict[str, tuple[str, str]]) -> None:
    """Each in turn, round after round, so that whatever else the machine does hits all."""
    asked = {name: _known(port, *target) for name, target in targets.items()}
    rates: dict[str, list[float]] = {name: [] for name in targets}
    for _ in range(_ROUNDS):
        for name, (address, cookie) in asked.items():
            rates[name].append(_rate(port, address, cookie))
    rate = {name: median(row) for name, row in rates.items()}
    bare = [name for name in rate if name.startswith("bare")]
    print(f"{'what is asked':<16}{'requests/s':>12}" + "".join(f"{f'/ {b[6:]}':>12}" for b in bare))
    for name, row in rate.items():
        print(f"{name:<16}{row:>12.0f}" + "".join(f"{row / rate[b]:>12.2f}" for b in bare))


def _known(port: int, address: str, cookie: str) -> tuple[str, str]:
    """The address as a page asks it that knows how things stand: the answer is 204."""
    status, body = _get(HTTPConnection("127.0.0.1", port), address, cookie)
    if status not in (200, 405):
        raise SystemExit(f"{address} answers {status}")
    version = body.decode().partition('"v": "')[2].partition('"')[0]
    return (f"{address}&v={version}" if address.startswith("/langsung") else address), cookie


def _rate(port: int, address: str, cookie: str) -> float:
    """Requests a second of some clients at once, each over one connection."""
    counts: list[int] = []
    ends = time.perf_counter() + _SECONDS

    def ask() -> None:
        connection, count = HTTPConnection("127.0.0.1", port), 0
        while time.perf_counter() < ends:
            _get(connection, address, cookie)
            count += 1
        counts.append(count)

    clients = [Thread(target=ask) for _ in range(_CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return sum(counts) / _SECONDS


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        main(sys.argv[1], scratch)
