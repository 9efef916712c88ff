"""Derive again what the tickets keep about their times."""

from datetime import datetime
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import localtime

from dashboard.recount import FIELDS, recount


class Command(BaseCommand):
    help = "Derives the moments, durations and due times of all tickets again; repairs them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what differs")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        started = perf_counter()
        found = recount(dry_run=dry_run)
        for code, differences in found.examples.items():
            changes = (
                f"{name} {_said(old)} -> {_said(new)}" for name, (old, new) in differences.items()
            )
            self.stdout.write(f"{code}: {', '.join(changes)}")
        for name in FIELDS:
            if found.differing[name]:
                self.stdout.write(f"{name}: {found.differing[name]}")
        total, seconds = found.differing.total(), perf_counter() - started
        verb = "differ" if dry_run else "put right"
        self.stdout.write(f"{found.tickets} tickets, {total} values {verb}, {seconds:.1f} s.")


def _said(value: object) -> str:
    """A value in one word; moments in the office's time."""
    if isinstance(value, datetime):
        return localtime(value).isoformat(timespec="seconds")
    return "-" if value is None else str(value)
