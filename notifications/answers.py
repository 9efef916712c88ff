"""Telling people that an answer they relied on has changed."""

import logging
from typing import Any

from autoreply import readers
from autoreply.models import AnswerVersion
from autoreply.models.answer import Audience, State
from notifications.mailing import send
from notifications.models import Kind, Notification

logger = logging.getLogger(__name__)


def tell(version: AnswerVersion, **kwargs: Any) -> None:
    """Receiver of `answer_changed`. A failure never costs the version; `notify_pending` makes it
    good."""
    try:
        for notification in create(version):
            send(notification)
    except Exception:  # the page of whoever published must not fail
        logger.exception("nobody was told of version %s", version.pk)


def create(version: AnswerVersion) -> list[Notification]:
    """The rows for everybody to be told that were not there yet: those who relied on the answer,
    but whoever published or wrote the version. What the public cannot read is told to nobody."""
    answer = version.answer
    if answer.audience != Audience.PUBLIC or answer.state != State.PUBLISHED:
        return []
    made = [
        Notification.objects.get_or_create(recipient=person, version=version, kind=Kind.ANSWER)
        for person in readers.relying_on(answer)
        if person.pk not in (version.published_by_id, version.written_by_id)
    ]
    return [notification for notification, created in made if created]
