"""Sending what is due: each letter once, ordinary ones before those to many, and never at the cost
of a page. A mail server that does not answer delays letters and loses none."""

import logging
import smtplib
from time import monotonic

from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from notifications import letters
from notifications.models import Channel, Delivery
from notifications.models.delivery import State
from notifications.wanted import still_wanted

logger = logging.getLogger(__name__)

# So many are taken at once: what an ordinary letter waits for at most while thousands go out.
_BATCH = 20
_TURN_SECONDS = 30
# After a mail server did not answer, requests leave it alone for so long.
_DOWN = "notifications.mail-server-is-down"
_DOWN_SECONDS = 60
# Refusals of this one letter, or of its address. Every other OSError (smtplib's errors are some)
# is the mail server's trouble.
_OWN_FAULT = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
)


def send_in_request() -> int:
    """A page waits for this: a few letters, none to many, nothing while the mail server is known
    to be down. Returns how many were sent."""
    if cache.get(_DOWN):
        return 0
    return _send_batch(with_bulk=False, until=monotonic() + settings.EMAIL_TIMEOUT)[0]


def send_turn(seconds: float = _TURN_SECONDS) -> tuple[int, bool]:
    """Send for so long, or until nothing is due or the mail server fails. Returns how many were
    sent, and whether there is more to do now."""
    until, total = monotonic() + seconds, 0
    while True:
        sent, goes_on = _send_batch(with_bulk=True, until=until)
        total += sent
        if not goes_on or monotonic() > until:
            return total, goes_on


def _send_batch(*, with_bulk: bool, until: float) -> tuple[int, bool]:
    """Returns how many were sent, and whether to go on: there was something to do, and the mail
    server answers."""
    taken = Delivery.objects.take(_BATCH, Channel.EMAIL, with_bulk=with_bulk)
    rows = still_wanted(taken)
    if not rows:
        return 0, bool(taken)
    connection, answers = get_connection(), True
    try:
        connection.open()
        _send_all(rows, connection, until)
        cache.delete(_DOWN)
    except OSError as error:
        answers = False
        _server_failed(rows, error)
    finally:
        _close(connection)
    return sum(row.state == State.SENT for row in rows), answers


def _server_failed(rows: list[Delivery], error: OSError) -> None:
    """What was taken and not sent waits; requests leave the mail server alone for a while."""
    logger.warning("the mail server failed: %s", type(error).__name__)
    cache.set(_DOWN, True, _DOWN_SECONDS)
    for row in rows:
        if row.state == State.TAKEN:
            row.refused(error, for_good=False)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError:
        logger.info("the mail server hung up first")


def _send_all(rows: list[Delivery], connection: BaseEmailBackend, until: float) -> None:
    for number, row in enumerate(rows):
        if monotonic() > until:
            Delivery.objects.give_back(rows[number:])
            return
        _send(row, connection)


def _send(row: Delivery, connection: BaseEmailBackend) -> None:
    """One letter over the open connection. Raises OSError for the mail server's trouble."""
    try:
        letter = letters.write(row)
        letter.connection = connection
        letter.send()
    except _OWN_FAULT as error:
        row.refused(error, for_good=True)
    except OSError:
        raise
    except Exception as error:  # a letter that cannot be written must not stop the others
        logger.exception("delivery %s could not be written", row.pk)
        row.refused(error, for_good=True)
    else:
        row.sent()
