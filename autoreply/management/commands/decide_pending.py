"""Sweeper: decide about topics and conversations that have no decision."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from autoreply import responder

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Decides about requests whose decision was lost. Running it twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        decided = failed = 0
        for matter in responder.pending():
            try:
                responder.decide_about(matter)
                decided += 1
            except Exception:  # one broken text must not hold up the others
                logger.exception("no decision for ticket %s", matter.ticket.code)
                failed += 1
        self.stdout.write(f"{decided} requests decided.")
        if failed:
            raise CommandError(f"{failed} requests could not be decided; see the log.")
