"""Sweeper: look for earlier topics that new ones repeat, where the search after posting failed."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from forum import duplicates
from forum.models import Topic
from pages import moment


class Command(BaseCommand):
    help = "Finds topics that may repeat an earlier one. Running it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=7, help="how far back (default 7)")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        since = moment.now() - timedelta(days=days)
        recent = Topic.objects.filter(created_at__gte=since, repeats=None).order_by("pk")
        found = sum(duplicates.find(topic) > 0 for topic in recent.iterator())
        self.stdout.write(f"{found} topics may repeat an earlier one.")
