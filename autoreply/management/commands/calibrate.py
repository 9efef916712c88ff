"""Fit the responder's probability again."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from autoreply import engine
from autoreply.matters import category_of
from autoreply.models import Feedback, Matching
from pages import moment
from textmatch import Sample, TooFewSamplesError, evaluation, fit, signals


class Command(BaseCommand):
    help = (
        "Fits how likely the best answer is right, to labelled question sets and to what askers "
        "said of automatic answers, and decides by it from then on. Refuses to save when there is "
        "too little to fit to."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--answers", type=Path, action="append", default=[])
        parser.add_argument("--out-of-scope", type=Path, action="append", default=[])
        parser.add_argument("--dry-run", action="store_true", help="fit, print, save nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        samples = _from_feedback()
        source = [f"{len(samples)} answers that askers judged"] if samples else []
        try:
            outside = [line for path in options["out_of_scope"] for line in evaluation.read(path)]
            for path in options["answers"]:
                samples += evaluation.samples(*evaluation.split(evaluation.read(path)), outside)
                source.append(path.name)
        except (OSError, ValueError, IndexError) as error:
            raise CommandError(str(error)) from error
        try:
            calibration = fit(samples, source=", ".join(source)[:300], on=moment.now().date())
        except TooFewSamplesError as error:
            raise CommandError(f"Too little to fit to: {error}. Nothing was saved.") from error
        matching = Matching.objects.current()
        least = calibration.threshold(matching.precision)
        self.stdout.write(
            f"Fitted to {calibration.samples} judged questions. "
            f"Answers from probability {least:.3f} on (precision {matching.precision:.2f})."
        )
        if not options["dry_run"]:
            matching.adopt(calibration)


def _from_feedback() -> list[Sample]:
    """Each judged automatic answer, ranked again by the index of today; one question set's worth
    together. An answer that is no longer the best says nothing about the best."""
    rows = Feedback.objects.select_related(
        "decision__topic__category", "decision__conversation"
    ).exclude(decision__answer=None)
    judged = []
    for row in rows.iterator(chunk_size=500):
        decision = row.decision
        matter = decision.matter
        ranking = engine.rank(matter.title, category=category_of(matter))
        if ranking.candidates and ranking.candidates[0].key == decision.answer_id:
            judged.append((signals(ranking), row.helped))
    return [Sample(signal, helped, 1 / len(judged)) for signal, helped in judged]
