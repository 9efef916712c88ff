"""Measure the matcher on a labelled question set."""

import json
import resource
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from textmatch import Thresholds, evaluation, shipped


class Command(BaseCommand):
    help = (
        "Measures the matcher, as it comes with the product, on question sets (JSON lines). "
        "Builds an index from the files alone and touches no table."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--answers", type=Path, required=True, help="intent, text, also?")
        parser.add_argument("--questions", type=Path, help="without it, --answers is split")
        parser.add_argument("--out-of-scope", type=Path, action="append", default=[])
        parser.add_argument("--leave-one-out", action="store_true", help="measure orphans too")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            wordings = evaluation.read(options["answers"])
            if options["questions"]:
                questions = evaluation.read(options["questions"])
            else:
                wordings, questions = evaluation.split(wordings)
            outside = [line for path in options["out_of_scope"] for line in evaluation.read(path)]
        except (OSError, ValueError, IndexError) as error:
            raise CommandError(str(error)) from error
        if not wordings or not questions:
            raise CommandError("There are no wordings, or no questions, to measure with.")
        report = evaluation.evaluate(
            wordings,
            questions,
            outside,
            shipped(),
            Thresholds(),
            leave_one_out=options["leave_one_out"],
        )
        self.stdout.write(json.dumps(_flat(report)) if options["json"] else _table(report))


def _flat(report: evaluation.Report) -> dict[str, Any]:
    row = asdict(report)
    row["shipped"] |= {key: row.pop(key) for key in ("choice_rate", "choice_hit_rate")}
    row["memory_mb"] = _megabytes()
    return row


def _megabytes() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _table(report: evaluation.Report) -> str:
    rows = [f"{'accuracy@1':<28}{report.accuracy_at_1:.3f}"]
    rows += [f"{'accuracy@3':<28}{report.accuracy_at_3:.3f}", f"{'MRR':<28}{report.mrr:.3f}"]
    for name, part in (("tuned", report.tuned), ("as shipped", report.shipped)):
        rows += [
            f"{name + ': coverage':<28}{part.coverage:.3f}",
            f"{name + ': precision':<28}{part.precision:.3f}",
            f"{name + ': out of scope':<28}{part.out_of_scope_answered:.4f}",
        ]
    rows += [
        f"{'asked to choose':<28}{report.choice_rate:.3f}",
        f"{'right one among the choice':<28}{report.choice_hit_rate:.3f}",
    ]
    if report.orphans_answered is not None:
        rows.append(f"{'orphans answered':<28}{report.orphans_answered:.3f}")
    rows += [
        f"{'ms a question, median / p95':<28}{report.ms_median:.2f} / {report.ms_p95:.2f}",
        f"{'seconds to build':<28}{report.build_seconds:.2f}",
        f"{'memory of the process, MB':<28}{_megabytes():.0f}",
    ]
    return "\n".join(rows)
