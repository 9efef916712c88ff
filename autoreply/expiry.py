"""Answers whose data are overtaken by a newer release of their series."""

from typing import Any

from autoreply.models import Answer
from releases.models import Release


def overtake(release: Release, **kwargs: Any) -> None:
    """Receiver of `release_published`: the answers of its series are put on the curator's list."""
    sweep()


def sweep() -> int:
    """Mark every answer in force whose data are overtaken, and take the mark from those that were
    brought up to date. Returns how many changed; safe to repeat."""
    return sum(mark(answer) for answer in Answer.objects.published().exclude(subject=None))


def mark(answer: Answer) -> bool:
    """Name the latest release of the answer's series that is due and speaks of a later time than
    the answer does, or none. Returns whether that changed."""
    newest = None
    if answer.subject_id and answer.reference_until:
        later = Release.objects.due().filter(
            subject=answer.subject_id, reference_until__gt=answer.reference_until
        )
        newest = later.order_by("-reference_until").first()
    if newest == answer.overtaken_by:
        return False
    answer.overtaken_by = newest
    answer.save()
    return True
