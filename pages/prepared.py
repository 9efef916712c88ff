"""A query that is put together by the ORM once a process, and then only run: for what is asked so
often that building the SQL costs more than the database."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Values that nothing in a query is equal to by chance.
_NUMBER = 7_246_190_351_000
_MOMENT = datetime(1901, 2, 3, 4, 5, 6, 789, tzinfo=UTC)


class Prepared:
    """`build` makes a queryset of `values()` from named parameters, whole numbers and moments, that
    may change nothing but the SQL's parameters."""

    def __init__(self, build: Callable[..., QuerySet], **kinds: type) -> None:
        places = {
            name: _NUMBER + n if kind is int else _MOMENT + timedelta(days=n)
            for n, (name, kind) in enumerate(kinds.items())
        }
        queryset = build(**places)
        self.sql, params = queryset.query.sql_with_params()
        adapted = {_adapted(value): name for name, value in places.items()}
        # Each parameter: the name of what stands there, or the constant that does.
        self._params = [(adapted.get(_adapted(value), ""), value) for value in params]
        self._columns = list(queryset.query.values_select) + list(queryset.query.annotation_select)

    def first(self, **values: Any) -> dict[str, Any] | None:
        """The first row; None where there is none."""
        known = {name: _adapted(value) for name, value in values.items()}
        params = [known[name] if name else value for name, value in self._params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            row: Sequence[Any] | None = cursor.fetchone()
        return dict(zip(self._columns, row, strict=True)) if row else None


def _adapted(value: Any) -> Any:
    """The value as the database takes it: SQLite has no moments of its own."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
