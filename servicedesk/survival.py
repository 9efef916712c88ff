"""How long things take when some have not ended yet: the product-limit estimate.

An open topic has waited at least so long; leaving it out would make the slow look fast. It counts
as censored instead: it is at risk until its duration and then leaves. Kaplan and Meier,
"Nonparametric Estimation from Incomplete Observations", Journal of the American Statistical
Association 53 (1958) 457-481. What ended at a time comes before what was censored at that time.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import prod
from typing import NamedTuple

# Of a double: one rounding changes a number by this share of it at most.
_ROUNDING = 2.0**-53


class Group(NamedTuple):
    """All rows of one duration: how many ended then, and how many were still open."""

    time: int
    events: int
    censored: int


class Step(NamedTuple):
    """A time at which something ended: of those at risk before it, so many; and the share that
    lasts longer, S(time), rounded as floating point is."""

    time: int
    at_risk: int
    events: int
    survival: float


def grouped(rows: Iterable[tuple[int, bool]]) -> list[Group]:
    """(duration, whether it ended) of each row, counted by duration, in no order."""
    counts: dict[int, list[int]] = {}
    for time, observed in rows:
        counts.setdefault(time, [0, 0])[not observed] += 1
    return [Group(time, *pair) for time, pair in counts.items()]


def product_limit(groups: Iterable[Group]) -> Iterator[Step]:
    """The estimate S, a step for each time at which something ended, in order. Groups may come in
    any order, and several may share a time. Raises ValueError for a negative count."""
    ordered = _in_order(groups)
    at_risk = sum(group.events + group.censored for group in ordered)
    survival = 1.0
    for time, events, censored in ordered:
        if events:
            survival *= (at_risk - events) / at_risk
            yield Step(time, at_risk, events, survival)
        at_risk -= events + censored


def median(rows: Iterable[tuple[int, bool]]) -> int | None:
    """The smallest duration with S <= 1/2, of (duration, whether it ended) pairs; None when S never
    falls so low. Without open rows it is the `inverted_cdf` percentile at 0.5."""
    return median_of_groups(grouped(rows))


def median_of_groups(groups: Iterable[Group]) -> int | None:
    """The same of rows that are counted already."""
    passed: list[Step] = []
    for step in product_limit(groups):
        passed.append(step)
        if _at_most_half(passed):
            return step.time
    return None


def _in_order(groups: Iterable[Group]) -> list[Group]:
    counts: dict[int, tuple[int, int]] = {}
    for time, events, censored in groups:
        if events < 0 or censored < 0:
            raise ValueError(f"a negative count at {time}: {events}, {censored}")
        before = counts.get(time, (0, 0))
        counts[time] = (before[0] + events, before[1] + censored)
    return [Group(time, *counts[time]) for time in sorted(counts)]


def _at_most_half(steps: list[Step]) -> bool:
    """Whether S <= 1/2 after the last of these steps, exactly: where rounding could decide, the
    whole product is compared in integers. One factor moves S by far more than all rounding, so
    that happens once or twice."""
    survival = steps[-1].survival
    # Two roundings a step, and as much again for what rounding does to rounding.
    if abs(survival - 0.5) > 4 * len(steps) * _ROUNDING:
        return survival < 0.5
    # What remains after one step mostly is what is at risk at the next: those factors cancel.
    powers = Counter(step.at_risk - step.events for step in steps)
    powers.subtract(step.at_risk for step in steps)
    above = prod(number**power for number, power in powers.items() if power > 0)
    return 2 * above <= prod(number**-power for number, power in powers.items() if power < 0)
