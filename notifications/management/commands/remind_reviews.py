"""Remind teams of answers whose review is due."""

from typing import Any

from django.core.management.base import BaseCommand

from notifications import reviews


class Command(BaseCommand):
    help = (
        "Tells the team of each answer, or the curators, a week before its review is due. Running "
        "it twice tells nobody twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{reviews.remind()} reminders.")
