"""Lists read by keyset: page 1,000 costs what page 1 costs.

A page is the rows after a cursor in a strict order (a moment, a day or a count, then the id). The
cursor travels in the address as `<microseconds since 1970, the day's ordinal, or the count>-<id>`;
one that cannot be read is page one. Where a moment may be missing, the rows without one come last,
and their cursor is `tanpa-<id>`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Generic, TypeVar

from django.db.models import DateField, DateTimeField, F, Model, Q, QuerySet

M = TypeVar("M", bound=Model)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MOST = 2**63 - 1
_NONE = "tanpa"

Value = datetime | date | int


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
    """One page of `queryset` after `cursor`, in the order of `field` (a moment, day or count)."""
    sign, beyond = ("", "gt") if oldest_first else ("-", "lt")
    after = _decode(cursor, queryset.model._meta.get_field(field))
    if after:
        queryset = queryset.filter(_beyond(field, beyond, *after))
    rows = queryset.order_by(f"{sign}{field}", f"{sign}pk")
    return _cut(list(rows[: size + 1]), field, size)


def page_nulls_last(
    queryset: QuerySet[M], field: str, cursor: str = "", *, size: int = 20
) -> Page[M]:
    """One page of `queryset` after `cursor`, the earliest first, in the order of `field`, a moment
    that a row may lack.

    Rows with a moment and rows without are fetched by themselves after page one: an index that
    begins at the cursor serves each, and no index serves "later than this, or none".
    """
    rows = queryset.order_by(F(field).asc(nulls_last=True), "pk")
    missing = rows.filter(**{f"{field}__isnull": True})
    name, _, pk = cursor.partition("-")
    if name == _NONE and pk.isascii() and pk.isdigit():
        return _cut(list(missing.filter(pk__gt=min(int(pk[:19]), _MOST))[: size + 1]), field, size)
    after = _decode(cursor, queryset.model._meta.get_field(field))
    if after is None:
        return _cut(list(rows[: size + 1]), field, size)
    found = list(rows.filter(_beyond(field, "gt", *after))[: size + 1])
    if len(found) <= size:
        found += missing[: size + 1 - len(found)]
    return _cut(found, field, size)


def _beyond(field: str, beyond: str, value: Value, pk: int) -> Q:
    # The first condition says nothing new, but it is what an index can begin at.
    return Q(**{f"{field}__{beyond}e": value}) & (
        Q(**{f"{field}__{beyond}": value}) | Q(**{f"pk__{beyond}": pk})
    )


def _cut(rows: list[M], field: str, size: int) -> Page[M]:
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _encode(rows[-1], field) if more else "")


def _encode(row: Model, field: str) -> str:
    value = getattr(row, field)
    if value is None:
        return f"{_NONE}-{row.pk}"
    return f"{_number(value)}-{row.pk}"


def _number(value: Value) -> int:
    if isinstance(value, datetime):
        return (value - _EPOCH) // _MICROSECOND
    return value.toordinal() if isinstance(value, date) else value


def _value(number: int, field: object) -> Value:
    """What a number of a cursor stands for. Raises ValueError or OverflowError for none."""
    if isinstance(field, DateTimeField):
        return _EPOCH + timedelta(microseconds=number)
    return date.fromordinal(number) if isinstance(field, DateField) else min(number, _MOST)


def _decode(cursor: str, field: object) -> tuple[Value, int] | None:
    value, _, pk = cursor.partition("-")
    try:
        # A database key is at most 19 digits; int() of a longer text is refused by no database.
        return _value(int(value), field), min(int(pk), _MOST)
    except (ValueError, OverflowError):
        return None
