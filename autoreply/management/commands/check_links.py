"""Ask whether the source links of the answers still lead somewhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from autoreply import links
from autoreply.models import Curation


class Command(BaseCommand):
    help = (
        "Asks the sites that answers name as their source, one question every few seconds, and "
        "puts broken links on the curators' list. Does nothing unless curation is set to check."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pause", type=float, default=5.0, help="seconds between questions")

    def handle(self, *args: Any, **options: Any) -> None:
        if not Curation.objects.current().checks_links:
            self.stdout.write("Checking links is off: see Curation in the set-up.")
            return
        broken = 0
        for answer, failure in links.check(options["pause"]):
            if failure:
                broken += 1
                self.stdout.write(f"{answer.slug}: {failure} {answer.source_url}")
        self.stdout.write(f"{broken} broken links.")
