"""What finds the notifications that were lost on the way; every kind has one here."""

from collections.abc import Callable
from datetime import datetime

from notifications import (
    answers,
    assignments,
    flags,
    guidance,
    merges,
    messages,
    milestones,
    released,
    replies,
    solutions,
    statuses,
)

# Each tells what nobody was told of since a moment, and returns how many are told now.
SWEEPERS: tuple[Callable[[datetime], int], ...] = (
    replies.sweep,
    statuses.sweep,
    solutions.sweep,
    merges.sweep,
    milestones.sweep,
    assignments.sweep,
    assignments.sweep_due,
    flags.sweep,
    answers.sweep,
    released.sweep,
    guidance.sweep,
    messages.sweep,
)


def sweep(since: datetime) -> int:
    """Tell of all that nobody was told of. Returns how many are told now; safe to repeat."""
    return sum(sweeper(since) for sweeper in SWEEPERS)
