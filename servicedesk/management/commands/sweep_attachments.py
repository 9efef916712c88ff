"""Sweeper: delete uploads that were never posted."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from servicedesk.models.attachment import StoredFile


class Command(BaseCommand):
    help = "Deletes files uploaded more than a day ago that belong to no text. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        tables: list[Any] = [model for model in apps.get_models() if issubclass(model, StoredFile)]
        rows = [row for table in tables for row in table.objects.abandoned()]
        for row in rows:
            row.discard()
        self.stdout.write(f"{len(rows)} abandoned files deleted.")
