"""What a kind of notification is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from accounts.models import User
from chat.models import Conversation
from forum.models import Topic


class Timing(TextChoices):
    """When a channel tells of something. The bell knows only at once and not at all."""

    NOW = "now", pgettext_lazy("timing", "At once")
    DAILY = "daily", pgettext_lazy("timing", "Once a day")
    WEEKLY = "weekly", pgettext_lazy("timing", "Once a week")
    OFF = "off", pgettext_lazy("timing", "Not at all")


def everybody(user: User) -> bool:
    return True


def _nothing(target: Any) -> str:
    return ""


def _nowhere(target: Any) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """`rows` are what it may be about, with all that its sentence shows; `sees` says whether a
    person may know of such a row now; `address` is its page, `topic` the topic or `conversation` it
    belongs to, and `quote` the Markdown that a letter quotes. `advice` stands beneath it in the
    letter. `email` is the default timing, and `audience` whom the settings page offers the kind."""

    code: str
    label: str | Promise
    rows: Callable[[], QuerySet]
    sees: Callable[[Any, User], bool]
    address: Callable[[Any], str]
    topic: Callable[[Any], Topic | None] = _nowhere
    conversation: Callable[[Any], Conversation | None] = _nowhere
    quote: Callable[[Any], str] = _nothing
    advice: str | Promise = ""
    email: Timing = Timing.NOW
    audience: Callable[[User], bool] = everybody
    # Its letters are turns of one conversation: same subject, and a reply by e-mail is a reply.
    is_turn: bool = False
    # Several within so long are one letter: each waits, and the first that goes takes the others.
    gathers: timedelta = timedelta()
    # Where the line leads that stands for several unread rows; None: each has a line of its own.
    together: Callable[[], str] | None = None
    # A letter "at once" waits for so long: whoever reads it on the site meanwhile needs none.
    letter_after: timedelta = timedelta()
