"""National holidays and joint leave (cuti bersama) into the editable table."""

from typing import Any

import holidays
from django.core.management.base import BaseCommand, CommandParser

from pages import moment
from servicedesk.models import Holiday


class Command(BaseCommand):
    help = "Adds Indonesia's holidays and joint leave; days already there keep their names."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "years", nargs="*", type=int, help="for example 2027; this year and the next if none"
        )

    def handle(self, *args: Any, years: list[int], **options: Any) -> None:
        this_year = moment.now().year
        official = holidays.country_holidays(
            "ID",
            years=years or [this_year, this_year + 1],
            categories=("public", "government"),
            language="id",
        )
        before = Holiday.objects.count()
        Holiday.objects.bulk_create(
            [Holiday(day=day, name=name[:120]) for day, name in official.items()],
            ignore_conflicts=True,
        )
        self.stdout.write(f"{Holiday.objects.count() - before} holidays added.")
