"""Write the report of a month into a folder."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string
from django.utils import translation

from dashboard.figures.period import Period
from dashboard.figures.report import overview, report
from dashboard.figures.table import FORMS
from pages import moment

_STYLE = "css/report.css"


class Command(BaseCommand):
    help = (
        "Writes a month's report as one HTML file to print or save as PDF, and all its figures as "
        "CSV and XLSX."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("month", help="YYYY-MM")
        parser.add_argument("--output", default=".", help="the folder (default: this one)")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=("id", "en"))

    def handle(self, *args: Any, month: str, output: str, language: str, **options: Any) -> None:
        period, folder = _period(month), Path(output)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with translation.override(language):
                for name, content in _files(period, month):
                    (folder / name).write_bytes(content)
                    self.stdout.write(str(folder / name))
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}") from error


def _period(month: str) -> Period:
    year, _, number = month.partition("-")
    try:
        period = Period.month(int(year), int(number))
    except ValueError as error:
        raise CommandError(f"“{month}” is no month; write it as 2026-10.") from error
    if period.first > moment.today():
        raise CommandError(f"{month} has not begun.")
    return period


def _files(period: Period, month: str) -> list[tuple[str, bytes]]:
    page = render_to_string(
        "dashboard/report_file.html", {"report": report(period), "style": _style()}
    )
    sheets = [
        (f"laporan-{month}.{form.suffix}", form.write(overview(period))) for form in FORMS.values()
    ]
    return [(f"laporan-{month}.html", page.encode()), *sheets]


def _style() -> str:
    """The style sheet of the report, to stand within the file."""
    found = finders.find(_STYLE)
    assert isinstance(found, str)  # noqa: S101 - it is one of our own files
    return Path(found).read_text(encoding="utf-8")
