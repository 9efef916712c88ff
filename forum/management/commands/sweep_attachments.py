"""Sweeper: delete uploads that were never posted."""

from typing import Any

from django.core.management.base import BaseCommand

from forum.models import Attachment


class Command(BaseCommand):
    help = "Deletes files uploaded more than a day ago that belong to no post. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = list(Attachment.objects.abandoned())
        for row in rows:
            row.discard()
        self.stdout.write(f"{len(rows)} abandoned files deleted.")
