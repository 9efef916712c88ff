"""Percentiles of a column, computed by the database within any aggregation.

The smallest value with at least the share of the rows at or below it: the inverse of the empirical
distribution function, definition 1 of Hyndman and Fan, "Sample Quantiles in Statistical Packages",
The American Statistician 50 (1996), which NumPy calls `inverted_cdf` and SQL `percentile_disc`. It
always is a value that occurred; rows without a value do not count; of no rows it is NULL.
"""

from math import ceil
from typing import Any

from django.db.models import Aggregate, IntegerField, Value


class Percentile(Aggregate):
    """`Percentile("seconds", 0.9, filter=...)`: the value at this share (0 < share <= 1)."""

    function = "percentile_disc"
    arity = 2
    output_field = IntegerField()

    def __init__(self, expression: Any, share: float, **extra: Any) -> None:
        super().__init__(expression, Value(share), **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL has it as an ordered-set aggregate."""
        share = float(self.get_source_expressions()[1].value)
        copy = self.copy()
        column, _share, *rest = self.get_source_expressions()
        copy.arity = 1
        copy.set_source_expressions([column, *rest])
        copy.template = f"percentile_disc({share!r}) WITHIN GROUP (ORDER BY %(expressions)s)"
        return copy.as_sql(compiler, connection, **context)


class _PercentileDisc:
    """SQLite's: it holds the values until the end."""

    def __init__(self) -> None:
        self.values: list[float] = []
        self.share = 0.5

    def step(self, value: float | None, share: float) -> None:
        self.share = share
        if value is not None:
            self.values.append(value)

    def finalize(self) -> float | None:
        return inverted_cdf(self.values, self.share)


def inverted_cdf(values: list[Any], share: float) -> Any:
    """The same of a list in memory; None of an empty one."""
    if not values:
        return None
    # 0.9 * 10 is 9.000000000000002 in floating point: rounding keeps the rank at 9.
    rank = max(1, ceil(round(share * len(values), 9)))
    return sorted(values)[rank - 1]


def teach_sqlite(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Receiver of `connection_created`: SQLite learns the aggregate."""
    if connection.vendor == "sqlite":
        connection.connection.create_aggregate("percentile_disc", 2, _PercentileDisc)
