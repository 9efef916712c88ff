"""Sweeper: decide about topics that have no decision."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from autoreply import responder

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Decides about topics whose decision was lost. Running it twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        decided = failed = 0
        for topic in responder.pending().iterator():
            try:
                responder.decide_topic(topic)
                decided += 1
            except Exception:  # one broken topic must not hold up the others
                logger.exception("no decision for topic %s", topic.pk)
                failed += 1
        self.stdout.write(f"{decided} topics decided.")
        if failed:
            raise CommandError(f"{failed} topics could not be decided; see the log.")
