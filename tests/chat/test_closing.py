"""A conversation that waits for its asker is warned of, then closed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.management import call_command

from pages import moment
from servicedesk.moves import Status
from tests import factories

MONDAY = datetime(2026, 11, 9, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
_DAY = timedelta(days=1)


def run(at):
    with moment.at(at):
        call_command("close_waiting", verbosity=0)


def test_warned_once_then_closed_and_reopened_by_a_word(ana, sari, bot):
    with moment.at(MONDAY):
        private = factories.conversation(ana)
        factories.message(private, sari, "Wilayah mana?", status=Status.WAITING_ASKER)
    run(MONDAY + _DAY)
    assert private.messages.filter(kind="system").count() == 0
    for hours in (0, 1):
        run(MONDAY + 2 * _DAY + timedelta(hours=8 + hours))
    assert private.messages.filter(kind="system").count() == 1
    run(MONDAY + 3 * _DAY + timedelta(hours=10))
    private.ticket.refresh_from_db()
    assert private.ticket.status == Status.CLOSED
    factories.message(private, ana, "Metro")
    private.ticket.refresh_from_db()
    assert private.ticket.status == Status.IN_PROGRESS
