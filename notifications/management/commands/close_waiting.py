"""Sweeper: close what waits for an asker who does not answer."""

from typing import Any

from django.core.management.base import BaseCommand

from chat.closing import close_waiting as close_conversations
from notifications.closing import close_waiting


class Command(BaseCommand):
    help = "Warns askers a day before their waiting request is closed, and closes it. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        pairs = (close_waiting(), close_conversations())
        warned, closed = (sum(counts) for counts in zip(*pairs, strict=True))
        self.stdout.write(f"{warned} askers warned, {closed} requests closed.")
