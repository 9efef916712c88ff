"""Sending pushes that are due: as letters, each once, with the same retries, never at the cost of a
page. A push service that does not answer delays what goes to it, and nothing else."""

import json
import logging
from http import HTTPStatus
from time import monotonic

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from forum.models.state import State as Visibility
from notifications import webpush
from notifications.kind import everybody
from notifications.models import Channel, Delivery, Notification
from notifications.models.delivery import State
from notifications.wanted import PUSH_IS_FRESH, still_wanted

logger = logging.getLogger(__name__)

_BATCH = 20
_TURN_SECONDS = 30
# What a page waits for at most, but for the last one's time-out.
_PAGE_SECONDS = 2
# After a push service did not answer, it is left alone for so long.
_DOWN_SECONDS = 60
_LONGEST_BODY = 180
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class RefusedError(Exception):
    """The push service does not take the message."""


def send_in_request() -> int:
    """A page waits for this: a few, none to many. Returns how many were sent."""
    return _send_batch(with_bulk=False, until=monotonic() + _PAGE_SECONDS)[0]


def send_turn(seconds: float = _TURN_SECONDS) -> tuple[int, bool]:
    """Send for so long, or until nothing is due. Returns how many were sent, and whether there is
    more to do now."""
    until, total = monotonic() + seconds, 0
    while webpush.is_on():
        sent, goes_on = _send_batch(with_bulk=True, until=until)
        total += sent
        if not goes_on or monotonic() > until:
            return total, goes_on
    return 0, False


def message(told: Notification) -> bytes:
    """What the browser shows, in its recipient's language. Of what not everybody may read it says
    only the kind: a locked screen shows it to bystanders."""
    with translation.override(told.recipient.letter_language):
        body = _("Open it to read it.")
        if _is_public(told):
            sentence = render_to_string("notifications/subject.txt", {"row": told})
            body = Truncator(" ".join(sentence.split())).chars(_LONGEST_BODY)
        shown = {
            "title": str(told.spec.label),
            "body": body,
            "url": told.get_absolute_url(),
            # One that comes again replaces itself, and so do those that belong together.
            "tag": told.kind if told.spec.together else f"n{told.pk}",
        }
    return json.dumps(shown, ensure_ascii=False).encode()


def _is_public(told: Notification) -> bool:
    is_in_open = told.topic is not None and told.topic.state == Visibility.PUBLIC
    return is_in_open and told.spec.audience is everybody


def _send_batch(*, with_bulk: bool, until: float) -> tuple[int, bool]:
    """Returns how many were sent, and whether there was something to do."""
    taken = Delivery.objects.take(_BATCH, Channel.PUSH, with_bulk=with_bulk)
    rows = still_wanted(taken)
    for number, row in enumerate(rows):
        if monotonic() > until:
            Delivery.objects.give_back(rows[number:])
            break
        _send(row)
    return sum(row.state == State.SENT for row in rows), bool(taken)


def _send(row: Delivery) -> None:
    browser, told = row.subscription, row.notification
    if browser is None or told is None:
        row.drop("gone")
        return
    down = f"notifications.push-service-is-down.{browser.host}"
    try:
        if cache.get(down):
            raise ConnectionError
        _conclude(row, webpush.send(browser, message(told), int(PUSH_IS_FRESH.total_seconds())))
    except webpush.ForbiddenAddressError:
        _forget(row, "forbidden")
    except OSError as error:
        logger.warning("a push service failed: %s", type(error).__name__)
        cache.set(down, True, _DOWN_SECONDS)
        row.refused(error, for_good=False)
    except Exception as error:  # a push that cannot be written must not stop the others
        logger.exception("delivery %s could not be pushed", row.pk)
        row.refused(error, for_good=True)


def _conclude(row: Delivery, status: int) -> None:
    """What the push service's answer means."""
    if 200 <= status < 300:
        row.sent()
    elif status in _GONE:
        _forget(row, "gone")
    else:
        is_busy = status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500
        row.refused(RefusedError(), for_good=not is_busy)


def _forget(row: Delivery, reason: str) -> None:
    """The browser is no more, or never was one: nothing goes there again."""
    browser = row.subscription
    row.drop(reason)
    if browser is not None:
        browser.delete()
