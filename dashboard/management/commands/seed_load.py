"""A crowd of topics and posts for measuring; for developers."""

from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard.load import follow
from forum.load import fill


class Command(BaseCommand):
    help = "Adds many made-up topics and posts, to measure pages with. Refuses in production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--topics", type=int, default=100_000)
        parser.add_argument("--posts", type=int, default=600_000)

    def handle(self, *args: Any, topics: int, posts: int, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("This fills the site with nonsense: only with DEBUG=true.")
        if topics < 1 or posts < topics:
            raise CommandError("At least one topic, and a post for each, please.")
        started = perf_counter()
        first = fill(topics, posts)
        seconds = perf_counter() - started
        follow(first)
        self.stdout.write(
            f"{topics} topics and {posts} posts in {seconds:.1f} s ({posts / seconds:.0f} posts/s)."
        )
