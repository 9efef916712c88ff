"""The index of public satisfaction (IKM) from the ratings of ended requests.

As Peraturan Menteri PANRB 14/2017 has it: nine elements from 1 to 4, each of the weight 1/9; the
index is their weighted mean times 25, so from 25 to 100.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from django.db.models import Aggregate, Count, Q, Sum, TextChoices
from django.utils.translation import gettext_lazy as _

from servicedesk.models import ELEMENTS

ANY_ANSWER = Q(*((f"{name}__isnull", False) for name in ELEMENTS), _connector=Q.OR)


class Band(TextChoices):
    """Quality of the service, in the words of the regulation's table."""

    A = "A", _("Very Good")
    B = "B", _("Good")
    C = "C", _("Less Good")
    D = "D", _("Not Good")


# The lowest index of each band; below all of them it is D.
_LEAST = {Band.A: Decimal("88.31"), Band.B: Decimal("76.61"), Band.C: Decimal("65.00")}


@dataclass(frozen=True, slots=True)
class ElementMean:
    """One element: the mean of its grades (NRR, 1 to 4; None where nobody answered) and how many
    answered it."""

    name: str
    label: str
    mean: Fraction | None
    count: int

    @property
    def rounded(self) -> Decimal | None:
        """The mean to two decimals, half up."""
        return None if self.mean is None else half_up(self.mean)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """`index` is the IKM (25 to 100), exact; `count` the ratings with at least one answer;
    `elements` the nine in the order of the regulation."""

    index: Fraction
    count: int
    elements: tuple[ElementMean, ...]

    @property
    def rounded(self) -> Decimal:
        """The index to two decimals, half up, as it is published."""
        return half_up(self.index)

    @property
    def band(self) -> Band:
        """The regulation's band."""
        return band_of(self.index)


def asked(of: Q | None = None) -> dict[str, Aggregate]:
    """What to ask of ratings, in one query, to `read` the index of those that meet `of`."""
    return {
        "rated": Count("pk", filter=ANY_ANSWER & of if of else ANY_ANSWER),
        **{f"{name}_sum": Sum(name, filter=of) for name in ELEMENTS},
        **{f"{name}_count": Count(name, filter=of) for name in ELEMENTS},
    }


def read(found: Mapping[str, Any]) -> Satisfaction | None:
    """The index from what was `asked`; None when nobody answered anything.

    Each element's mean is over those who answered that element, and the index is the mean of the
    elements' means times 25. An element nobody answered is left out: the others then share its
    weight. Sums and counts are whole numbers, so every database gives the same index.
    """
    elements = tuple(_mean(name, str(label), found) for name, label in ELEMENTS.items())
    means = [element.mean for element in elements if element.mean is not None]
    if not means:
        return None
    return Satisfaction(sum(means, Fraction()) / len(means) * 25, found["rated"], elements)


def band_of(index: Fraction | float) -> Band:
    """The regulation's band of an index. Its table has two decimals and leaves no gap between 88.30
    and 88.31, so the index is rounded first: 88.305 is 88.31 and A, 88.3049 is 88.30 and B."""
    rounded = half_up(Fraction(index))
    return next((band for band, least in _LEAST.items() if rounded >= least), Band.D)


def half_up(number: Fraction) -> Decimal:
    """The number to two decimals; what lies in the middle goes up."""
    return Decimal(floor(number * 100 + Fraction(1, 2))).scaleb(-2)


def _mean(name: str, label: str, found: Mapping[str, Any]) -> ElementMean:
    count = found[f"{name}_count"]
    mean = Fraction(found[f"{name}_sum"], count) if count else None
    return ElementMean(name, label, mean, count)
