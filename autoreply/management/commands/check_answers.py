"""Run the tests of the answers."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from autoreply import examples
from autoreply.examples import Failure


class Command(BaseCommand):
    help = (
        "Runs every example question of every answer in force. Fails when one does not find its "
        "answer, or a counterexample is given it. Lists answers that attract the same questions."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        report = examples.check()
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(report)))
        else:
            for failure in report.failures:
                self.stdout.write(_line(failure))
            for conflict in report.conflicts:
                shared = len(conflict.examples)
                self.stdout.write(f"close ({shared}): {conflict.answer} <-> {conflict.rival}")
            self.stdout.write(f"{report.run} examples run, {len(report.failures)} fail.")
        if report.failures:
            raise CommandError(f"{len(report.failures)} examples fail.")


def _line(failure: Failure) -> str:
    found = failure.found.question if failure.found else "nothing"
    verb = "is given although a counterexample" if failure.is_negative else f"finds {found}"
    return f"{failure.answer.slug}: “{failure.text}” {verb}"


def _as_json(report: examples.Report) -> dict[str, Any]:
    return {
        "run": report.run,
        "failures": [
            {
                "answer": row.answer.slug,
                "text": row.text,
                "found": row.found.slug if row.found else None,
                "counterexample": row.is_negative,
            }
            for row in report.failures
        ],
        "conflicts": [
            {"answers": [row.answer.slug, row.rival.slug], "examples": list(row.examples)}
            for row in report.conflicts
        ],
    }
