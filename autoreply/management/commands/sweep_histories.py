"""Sweeper: chats that nobody reads any more."""

from typing import Any

from django.core.management.base import BaseCommand

from autoreply import history


class Command(BaseCommand):
    help = (
        "Deletes exported chats whose reading died or that were left for a day. "
        "Running it twice changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{history.sweep()} chats deleted.")
