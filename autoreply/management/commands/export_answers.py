"""Write the curated answers into a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from autoreply import table_writer
from pages.tables import RefusedError


class Command(BaseCommand):
    help = "Writes the answers in force, and drafts of those never published, into a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--form", choices=sorted(table_writer.FORMS), default="csv")
        parser.add_argument("--output", type=Path, required=True, help="is overwritten")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            options["output"].write_bytes(table_writer.written(table_writer.FORMS[options["form"]]))
        except (RefusedError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Written: {options['output']}")
