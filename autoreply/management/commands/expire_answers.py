"""Sweeper: mark answers whose data are overtaken."""

from typing import Any

from django.core.management.base import BaseCommand

from autoreply import expiry, lookups


class Command(BaseCommand):
    help = (
        "Marks answers for whose release series newer data are due, and forgets what was looked "
        "up more than a year ago. For a daily run; running it twice changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        changed = expiry.sweep()
        self.stdout.write(f"{changed} answers changed, {lookups.forget()} lookups forgotten.")
