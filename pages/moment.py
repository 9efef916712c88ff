"""The time it is, in one place, so that the demo world and the tests can live on other days."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The current moment (aware), or the one pretended by `at`."""
    return _pretended.get() or timezone.now()


def today() -> date:
    """The day it is at the office."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at `moment`, which must be aware."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
