"""The hook for mail that came back."""

import sys
from email import message_from_binary_file, policy
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from notifications import bounces


class Command(BaseCommand):
    help = (
        "Stops letters to an address from which mail came back for good; without one, reads a "
        "delivery report from standard input."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", default="")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        if not address:
            report = message_from_binary_file(sys.stdin.buffer, policy=policy.default)
            count = bounces.record_report(report)
        else:
            try:
                count = int(bounces.record(address))
            except ValidationError as error:
                raise CommandError(error.messages[0]) from None
        self.stdout.write(f"{count} addresses get no more letters.")
