"""Answers whose data are overtaken by a newer release of their series."""

from typing import Any

from django.db import transaction
from django.db.models import F

from autoreply.models import Answer
from pages import moment
from releases.models import Release


def overtake(release: Release, **kwargs: Any) -> None:
    """Receiver of `release_published` and `release_withdrawn`: the answers of its series are put on
    the curator's list, or taken off it."""
    sweep()


def sweep() -> int:
    """Mark every answer in force whose data are overtaken, and take the mark from those that were
    brought up to date. Returns how many changed; safe to repeat."""
    return sum(mark(answer) for answer in Answer.objects.published().exclude(subject=None))


def mark(answer: Answer) -> bool:
    """Name the latest release of the answer's series that is due and speaks of a later time than
    the answer does, or none. Returns whether that changed."""
    with transaction.atomic():
        # Only the mark is written: whoever swept may have read the answer before it was changed.
        current = Answer.objects.select_for_update().get(pk=answer.pk)
        newest = _newest_beyond(current)
        changed = current.overtaken_by_id != (newest.pk if newest else None)
        if changed:
            Answer.objects.filter(pk=answer.pk).update(
                overtaken_by=newest, updated_at=moment.now(), revision=F("revision") + 1
            )
    answer.overtaken_by = newest
    return changed


def _newest_beyond(answer: Answer) -> Release | None:
    if not (answer.subject_id and answer.reference_until):
        return None
    later = Release.objects.due().filter(
        subject=answer.subject_id, reference_until__gt=answer.reference_until
    )
    return later.order_by("-reference_until").first()
