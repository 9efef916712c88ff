"""Percentiles of a column, computed by the database without loading its rows."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from django.db.models import QuerySet


def percentiles(queryset: QuerySet[Any], field: str, shares: Sequence[float]) -> list[float | None]:
    """The smallest value of `field` with at least each share (0 < share <= 1) of the rows at or
    below it; None where there are no rows. Rows whose field is NULL do not count.

    This is the inverse of the empirical distribution function: definition 1 of Hyndman and Fan,
    "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996), which NumPy
    calls `inverted_cdf`. It always is a value that occurred.
    """
    values = (
        queryset.filter(**{f"{field}__isnull": False}).order_by(field).values_list(field, flat=True)
    )
    count = values.count()
    if not count:
        return [None for _ in shares]
    return [values[_rank(share, count) - 1] for share in shares]


def _rank(share: float, count: int) -> int:
    # 0.9 * 10 is 9.000000000000002 in floating point: rounding keeps the rank at 9.
    return max(1, ceil(round(share * count, 9)))
