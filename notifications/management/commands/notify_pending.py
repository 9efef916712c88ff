"""Sweeper: tell people what was lost on the way, and send the letters and pushes that are due."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from notifications import pushing, sending
from notifications.sweeping import sweep
from pages import moment


class Command(BaseCommand):
    help = (
        "Creates missing notifications and sends letters and pushes that are due. Safe to repeat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=3, help="how far back (default 3)")
        parser.add_argument(
            "--seconds", type=float, default=240, help="how long to send at most (default 240)"
        )

    def handle(self, *args: Any, days: int, seconds: float, **options: Any) -> None:
        created = sweep(moment.now() - timedelta(days=days))
        sent, has_more = sending.send_turn(seconds)
        pushed, has_more_pushes = pushing.send_turn(seconds)
        more = "; more is due" if has_more or has_more_pushes else ""
        self.stdout.write(
            f"{created} notifications created, {sent} e-mails and {pushed} pushes sent{more}."
        )
