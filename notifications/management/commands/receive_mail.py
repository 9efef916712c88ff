"""Where a mail server pipes replies by e-mail to."""

import logging
import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.utils import Error as DatabaseError

from notifications import receiving
from notifications.parsing import MOST_BYTES

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Reads one message from standard input and posts it as a reply. Exits with 0 when the "
        "message is dealt with, whatever became of it, and with 75 when it should be tried again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "recipient", nargs="?", default="", help="the address the message came to"
        )

    def handle(self, *args: Any, recipient: str, **options: Any) -> None:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        # The mail server writes to its end: a pipe that closes early looks like a failure to it.
        while sys.stdin.buffer.read(65_536):
            pass
        try:
            done = receiving.receive(raw, recipient)
        except (DatabaseError, OSError) as error:
            logger.warning("a message is to be tried again: %s", type(error).__name__)
            sys.exit(os.EX_TEMPFAIL)
        self.stdout.write(done)
