"""How long things take when some have not ended yet: the product-limit estimate.

An open request has waited at least so long; leaving it out would make the slow look fast. It counts
as censored instead: it is at risk until its duration and then leaves. Kaplan and Meier,
"Nonparametric Estimation from Incomplete Observations", Journal of the American Statistical
Association 53 (1958) 457-481. What ended at a time comes before what was censored at that time.
"""

from collections import Counter
from collections.abc import Sequence
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

# Of a double: one rounding changes a number by this share of it at most.
_ROUNDING = 2.0**-53


class Estimate(NamedTuple):
    """The times at which something ended, in order; at each, how many were at risk before it and
    how many ended; and the share that lasts longer, S(time), rounded as floating point is."""

    times: NDArray[np.int64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    survival: NDArray[np.float64]


def product_limit(times: ArrayLike, observed: ArrayLike) -> Estimate:
    """The estimate S from each row's duration and whether it ended then."""
    durations, ended = np.asarray(times, np.int64), np.asarray(observed, bool)
    distinct, place = np.unique(durations, return_inverse=True)
    leaving = np.bincount(place, minlength=distinct.size)
    events = np.bincount(place[ended], minlength=distinct.size)
    at_risk = durations.size - np.cumsum(leaving) + leaving
    there = events > 0
    survival = np.cumprod((at_risk[there] - events[there]) / at_risk[there], dtype=np.float64)
    return Estimate(distinct[there], at_risk[there], events[there], survival)


def median(times: ArrayLike, observed: ArrayLike) -> int | None:
    """The smallest duration with S <= 1/2; None when S never falls so low. Without open rows it is
    the `inverted_cdf` percentile at 0.5."""
    found = product_limit(times, observed)
    # Two roundings a step, and as much again for what rounding does to rounding.
    unsure = 4 * found.survival.size * _ROUNDING
    for place in np.flatnonzero(found.survival <= 0.5 + unsure):
        sure = found.survival[place] < 0.5 - unsure
        if sure or _at_most_half(
            found.at_risk[: place + 1].tolist(), found.events[: place + 1].tolist()
        ):
            return int(found.times[place])
    return None


def _at_most_half(at_risk: Sequence[int], events: Sequence[int]) -> bool:
    """Whether S <= 1/2 after these steps, exactly: the whole product is compared in integers. One
    factor moves S by far more than all rounding, so that is asked once or twice."""
    # What remains after one step mostly is what is at risk at the next: those factors cancel.
    powers = Counter(number - ended for number, ended in zip(at_risk, events, strict=True))
    powers.subtract(at_risk)
    above = prod(number**power for number, power in powers.items() if power > 0)
    return 2 * above <= prod(number**-power for number, power in powers.items() if power < 0)
