"""Load the curated answers that come with the product."""

from typing import Any

from django.core.management.base import BaseCommand

from autoreply import content


class Command(BaseCommand):
    help = (
        "Creates the categories and curated answers that are missing; edits nothing that is there."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = content.load()
        self.stdout.write(f"{loaded.created} answers created, {loaded.kept} already there.")
