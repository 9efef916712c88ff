"""Bring topics back to the queue whose release is out."""

from typing import Any

from django.core.management.base import BaseCommand

from forum import awaiting


class Command(BaseCommand):
    help = "Returns topics to the queue that still wait for a published release; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{awaiting.sweep()} topics returned to the queue.")
