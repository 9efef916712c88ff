"""Read an exported WhatsApp chat; the site starts it when somebody uploaded one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from autoreply import history
from autoreply.models import History


class Command(BaseCommand):
    help = "Reads the chat of a WhatsApp history that waits for it, and deletes the chat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("history", type=int, help="the number of the history")

    def handle(self, *args: Any, **options: Any) -> None:
        row = History.objects.filter(pk=options["history"]).first()
        if row:
            history.read(row)
