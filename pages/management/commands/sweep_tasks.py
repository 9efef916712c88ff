"""Sweeper: tasks that a killed worker left behind, or that failed and may be tried again."""

from typing import Any

from django.core.management.base import BaseCommand

from pages import tasks


class Command(BaseCommand):
    help = "Queues lost and failed tasks again and forgets old ones. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        again, forgotten = tasks.sweep()
        self.stdout.write(f"{again} tasks queued again, {forgotten} forgotten.")
