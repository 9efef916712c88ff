"""The number at the bell, asked once a request: who reads a topic is asked about it on the way."""

from django.db.models import Count, Q
from django.db.models.query import QuerySet

from accounts.models import User
from forum.models import Topic
from notifications.models import Notification

# Nobody reads a larger number.
MOST_SHOWN = 100
_KNOWN = "_unread_lines"


def lines(user: User) -> QuerySet[Notification]:
    """The unread lines behind the bell: of replies in one topic there is one."""
    return Notification.objects.in_bell(user).unread().grouped()


def unread(user: User) -> int:
    """How many, up to MOST_SHOWN."""
    known: int | None = getattr(user, _KNOWN, None)
    return lines(user)[:MOST_SHOWN].count() if known is None else known


def in_short(number: int) -> str:
    """The number as the bell shows it."""
    return str(number) if number < MOST_SHOWN else f"{MOST_SHOWN - 1}+"


def is_unread(user: User, topic: Topic) -> bool:
    """Whether there is anything of this topic that the user has not read, at the bell or not.
    What is at the bell is counted in the same query, for the page that shows it next."""
    rows = Notification.objects.filter(recipient=user).unread().grouped()
    found = rows.aggregate(
        at_bell=Count("pk", filter=Q(is_shown=True)), here=Count("pk", filter=Q(topic=topic))
    )
    setattr(user, _KNOWN, min(found["at_bell"], MOST_SHOWN))
    return bool(found["here"])


def forget(user: User) -> None:
    """The number is another one now."""
    setattr(user, _KNOWN, None)
