"""Bring a file of curated answers in, as drafts."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from autoreply import importing
from autoreply.importing import Change, Plan
from pages.tables import RefusedError


class Command(BaseCommand):
    help = "Imports curated answers from a CSV, XLSX or JSONL file as drafts; publishes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("--by", metavar="EMAIL", help="the officer whose drafts these are")

    def handle(self, *args: Any, **options: Any) -> None:
        by = None if options["dry_run"] else _officer(options["by"])
        try:
            plan = importing.plan(options["file"].read_bytes())
            self._tell(plan)
            if by is not None and plan.changes:
                importing.apply(plan.staged, by)
        except OSError as error:
            raise CommandError(str(error)) from error
        except RefusedError as error:
            raise CommandError("\n".join(str(fault) for fault in error.faults)) from error
        self.stdout.write("Nothing was written." if by is None else "Imported as drafts.")

    def _tell(self, plan: Plan) -> None:
        for change in plan.changes:
            self.stdout.write(_line(change))
        counts = f"{len(plan.new)} new, {len(plan.changed)} changed"
        self.stdout.write(f"{counts}, {plan.unchanged} unchanged.")


def _line(change: Change) -> str:
    if change.answer is None:
        return f"new: {change.staged.slug}"
    return f"changed: {change.staged.slug} ({', '.join(change.staged.fields)})"


def _officer(email: str | None) -> User:
    user = User.objects.filter(email=(email or "").lower(), is_active=True).first()
    if user is None or not user.is_officer:
        raise CommandError("--by must be the e-mail address of an officer (or give --dry-run).")
    return user
