"""`make bench-telling`: how long `notify_pending` takes to queue a data release for 10,000
subscribers, again when nobody is left to tell, and to send somebody else's letter while 30,000 are
due. `python -m benchmarks.telling postgres://…/name`: the database is made where missing;
everything is undone at the end.
"""

import os
import sys
from datetime import timedelta
from io import StringIO
from time import perf_counter
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils.timezone import localdate

from benchmarks.pages import create_database

_SUBSCRIBERS = 10_000
_RELEASES = 3
_PASSWORD = "only-for-measuring"  # noqa: S105 - of nobody


def main(url: str) -> None:
    """Measure in the database at `url`."""
    create_database(url)
    os.environ |= {"DATABASE_URL": url, "LOG_LEVEL": "ERROR", "DEBUG": "false"}
    os.environ |= {"SECRET_KEY": "only-for-measuring-0123456789-abcdefghij-0123456789"}
    os.environ |= {"ALLOWED_HOSTS": "127.0.0.1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    django.setup()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        _measure()
        transaction.set_rollback(True)


def _measure() -> None:
    releases, officer = _world()
    for release in releases:
        release.publish(officer)
        _timed("a release")
    _timed("nothing new")
    # The letters about the releases are due by now.
    _model("notifications.Delivery").update(due_at=releases[0].created_at - timedelta(days=1))
    _ask_and_reply(officer)
    mail.outbox = []
    _timed("a reply to somebody")
    first, *others = mail.outbox
    print(f"  first of {len(others) + 1} letters: {first.subject}; then: {others[0].subject}")
    waiting = _model("notifications.Delivery").filter(state="queued", is_bulk=True)
    print(f"  {waiting.count():,} letters to many are still queued")


def _world() -> tuple[list[Any], Any]:
    """As many subscribers of one subject, its releases, and who publishes them."""
    users = _model("accounts.User")
    officer = users.create_user("officer@example.org", _PASSWORD, display_name="Sari")
    users.bulk_create(
        users.model(email=f"m{number}@example.org", display_name=f"M{number}")
        for number in range(_SUBSCRIBERS)
    )
    subject = _model("releases.Subject").named("Kemiskinan")
    subscriptions = _model("releases.Subscription")
    subscriptions.bulk_create(
        subscriptions.model(user=user, subject=subject)
        for user in users.exclude(pk=officer.pk).filter(is_bot=False)
    )
    plan = _model("releases.Release").plan
    titles = [f"Rilis {number}" for number in range(_RELEASES)]
    today = localdate()
    return [plan(subject=subject, title=title, planned_on=today) for title in titles], officer


def _ask_and_reply(officer: Any) -> None:
    asker = _model("accounts.User").create_user("ana@example.org", _PASSWORD, display_name="Ana")
    category = _model("forum.Category").create(slug="bench-telling", name="Bench")
    topic = _model("forum.Topic").open(
        author=asker, category=category, title="Peta desa wisata", body="Mohon bantuannya."
    )
    _model("forum.Post").reply(topic, author=officer, body="Ini tautannya.")


def _timed(what: str) -> None:
    out, start = StringIO(), perf_counter()
    call_command("notify_pending", "--seconds=1", stdout=out)
    print(f"{what}: {perf_counter() - start:.2f} s ({out.getvalue().strip()})")


def _model(name: str) -> Any:
    return apps.get_model(name).objects


if __name__ == "__main__":
    main(sys.argv[1])
