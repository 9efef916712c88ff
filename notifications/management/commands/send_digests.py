"""Daily and weekly letters."""

from typing import Any

from django.core.management.base import BaseCommand

from notifications import digests, sending


class Command(BaseCommand):
    help = "Puts daily and weekly letters together and sends them. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        prepared = digests.prepare()
        sent, _has_more = sending.send_turn(seconds=600)
        self.stdout.write(f"{prepared} digests, {sent} e-mails sent.")
