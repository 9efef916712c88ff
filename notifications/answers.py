"""Telling people that an answer they relied on has changed."""

from datetime import datetime
from typing import Any

from autoreply import readers
from autoreply.models import AnswerVersion
from notifications.announcing import announce
from notifications.kinds import ANSWER


def tell(version: AnswerVersion, **kwargs: Any) -> None:
    """Receiver of `answer_changed`."""
    notify(version)


def notify(version: AnswerVersion) -> int:
    """Tell those who relied on the answer, but whoever published or wrote the version. What the
    public cannot read is told to nobody. Returns how many are told now."""
    people = [
        person
        for person in readers.relying_on(version.answer)
        if person.pk != version.written_by_id
    ]
    return announce(ANSWER, people, version, by=version.published_by)


def sweep(since: datetime) -> int:
    """Tell of the versions announced since then. Returns how many are told now."""
    announced = AnswerVersion.objects.published().filter(is_announced=True, published_at__gte=since)
    return sum(notify(version) for version in announced.select_related("answer", "published_by"))
