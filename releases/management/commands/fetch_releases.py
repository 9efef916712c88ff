"""Bring in what the BPS WebAPI lists as published or planned."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from releases import fetching
from releases.fetching import BrokenRowError
from releases.webapi import RefusedKeyError, WebApi, WebApiError

_REFUSED = 2


class Command(BaseCommand):
    help = (
        "Fetches press releases and publications of BPS_DOMAIN from the BPS WebAPI with the key "
        "BPS_API_KEY; does nothing without one. Exit code 1: it cannot be reached or read, try "
        "later; 2: it refused, look at the key and the domain."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--pages", type=int, default=5, help="pages to read of each list (default 5, most 100)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.BPS_API_KEY:
            self.stdout.write("BPS_API_KEY is not set: nothing is fetched.")
            return
        pages = min(max(options["pages"], 1), 100)
        api = WebApi(settings.BPS_API_URL, settings.BPS_DOMAIN, settings.BPS_API_KEY)
        failures = []
        for model in fetching.MODELS:
            try:
                self._fetch(api, model, pages, is_dry=options["dry_run"])
            except WebApiError as error:
                failures.append(error)
                self.stderr.write(f"{model}: {error}")
        if options["dry_run"]:
            self.stdout.write("Nothing was written.")
        if failures:
            refused = any(isinstance(error, RefusedKeyError) for error in failures)
            raise CommandError("Not everything was fetched.", returncode=_REFUSED if refused else 1)

    def _fetch(self, api: WebApi, model: str, pages: int, *, is_dry: bool) -> None:
        """Save each row by itself: what was read before a failure stays."""
        counts: Counter[str] = Counter()
        try:
            for row in api.rows(model, pages):
                counts[self._take(model, row, is_dry=is_dry)] += 1
        finally:
            told = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
            self.stdout.write(f"{model}: {told or 'nothing'}.")

    def _take(self, model: str, row: dict[str, Any], *, is_dry: bool) -> str:
        try:
            item = fetching.MODELS[model](row, settings.BPS_DOMAIN)
        except BrokenRowError as error:
            self.stderr.write(f"{model}: a row is left out: {error}.")
            return "broken"
        with transaction.atomic():
            outcome = fetching.save(item)
            transaction.set_rollback(is_dry)
        return outcome.value
