"""Reminding those responsible that an answer is to be reviewed."""

from datetime import timedelta

from accounts.models import CURATOR, User
from autoreply.models import Answer
from notifications.mailing import send
from notifications.models import Kind, Notification
from pages import moment

_AHEAD = timedelta(days=7)


def remind() -> int:
    """Tell each answer's team, or the curators where it has none, a week before its review is due;
    once for each version, so that a review that was done is not asked for again. Returns how many
    were told; safe to repeat."""
    due = Answer.objects.published().filter(review_on__lte=moment.today() + _AHEAD)
    made = [
        Notification.objects.get_or_create(
            recipient=person, version=answer.version, kind=Kind.REVIEW
        )
        for answer in due.exclude(version=None).select_related("version", "team")
        for person in _responsible(answer)
    ]
    new = [notification for notification, created in made if created]
    for notification in new:
        send(notification)
    return len(new)


def _responsible(answer: Answer) -> list[User]:
    people = User.objects.filter(is_active=True, is_bot=False)
    of_team = list(people.filter(teams=answer.team)) if answer.team else []
    return of_team or list(people.filter(groups__name=CURATOR))
