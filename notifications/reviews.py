"""Reminding those responsible that an answer is to be reviewed."""

from datetime import timedelta

from accounts.models import CURATOR, User
from autoreply.models import Answer
from notifications.announcing import announce
from notifications.kinds import REVIEW
from pages import moment

_AHEAD = timedelta(days=7)


def remind() -> int:
    """Tell each answer's team, or the curators where it has none, a week before its review is due;
    once for each version, so that a review that was done is not asked for again. Returns how many
    were told; safe to repeat."""
    due = Answer.objects.published().filter(review_on__lte=moment.today() + _AHEAD)
    return sum(
        announce(REVIEW, _responsible(answer), answer.version)
        for answer in due.select_related("version", "team")
        if answer.version
    )


def _responsible(answer: Answer) -> list[User]:
    people = User.objects.filter(is_active=True, is_bot=False)
    of_team = list(people.filter(teams=answer.team)) if answer.team else []
    return of_team or list(people.filter(groups__name=CURATOR))
