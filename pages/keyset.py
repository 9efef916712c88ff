"""Lists read by keyset: page 1,000 costs what page 1 costs.

A page is the rows after a cursor in a strict order (a moment or a count, then the id). The cursor
travels in the address as `<microseconds since 1970, or the count>-<id>`; one that cannot be read is
page one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from django.db.models import DateTimeField, Model, Q, QuerySet

M = TypeVar("M", bound=Model)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MOST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """The rows of one page, and the cursor of the next one ("" at the end)."""

    rows: list[M]
    next_cursor: str


def page(
    queryset: QuerySet[M],
    field: str,
    cursor: str = "",
    *,
    size: int = 20,
    oldest_first: bool = False,
) -> Page[M]:
    """One page of `queryset` after `cursor`, in the order of `field` (a moment or a count)."""
    sign, beyond = ("", "gt") if oldest_first else ("-", "lt")
    after = _decode(
        cursor, is_moment=isinstance(queryset.model._meta.get_field(field), DateTimeField)
    )
    if after:
        value, pk = after
        # The first condition says nothing new, but it is what an index can begin at.
        queryset = queryset.filter(
            Q(**{f"{field}__{beyond}e": value})
            & (Q(**{f"{field}__{beyond}": value}) | Q(**{f"pk__{beyond}": pk}))
        )
    rows = list(queryset.order_by(f"{sign}{field}", f"{sign}pk")[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _encode(rows[-1], field) if more else "")


def _encode(row: Model, field: str) -> str:
    value = getattr(row, field)
    number = (value - _EPOCH) // _MICROSECOND if isinstance(value, datetime) else value
    return f"{number}-{row.pk}"


def _decode(cursor: str, *, is_moment: bool) -> tuple[datetime | int, int] | None:
    value, _, pk = cursor.partition("-")
    try:
        number = int(value)
        # A database key is at most 19 digits; int() of a longer text is refused by no database.
        place = min(int(pk), _MOST)
        return (_EPOCH + timedelta(microseconds=number) if is_moment else min(number, _MOST)), place
    except (ValueError, OverflowError):
        return None
