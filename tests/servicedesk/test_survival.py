"""The product-limit estimate, by hand and against a plain recomputation in fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicedesk import survival
from servicedesk.percentiles import inverted_cdf


def median(rows):
    """Of (duration, whether it ended) pairs."""
    return survival.median(*columns(rows))


def steps(rows):
    """The estimate as a tuple for each time at which something ended."""
    return list(zip(*survival.product_limit(*columns(rows)), strict=True))


def columns(rows):
    return [time for time, _observed in rows], [observed for _time, observed in rows]


ROWS = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=40)


def plain_survival(rows, time):
    """S(time) by the definition, looking at every row again for every factor."""
    share = Fraction(1)
    for moment in sorted({duration for duration, observed in rows if observed}):
        if moment <= time:
            at_risk = sum(duration >= moment for duration, _observed in rows)
            ended = sum(duration == moment and observed for duration, observed in rows)
            share *= 1 - Fraction(ended, at_risk)
    return share


def plain_median(rows):
    times = sorted({duration for duration, observed in rows if observed})
    return next((time for time in times if plain_survival(rows, time) <= Fraction(1, 2)), None)


def test_by_hand():
    """Six rows, at 1, 3, 3+, 4+, 5, 6+: 5/6, then 5/6 * 4/5 = 2/3, then 2/3 * 1/2 = 1/3."""
    rows = [(1, True), (3, True), (3, False), (4, False), (5, True), (6, False)]
    assert [step[:3] for step in steps(rows)] == [(1, 6, 1), (3, 5, 1), (5, 2, 1)]
    assert [step[3] for step in steps(rows)] == pytest.approx([5 / 6, 2 / 3, 1 / 3])
    assert median(rows) == 5


def test_freireich_6_mp():
    """The best known example: remission of 21 patients given 6-MP; the median is 23 weeks."""
    ended = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    open_still = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    rows = [(time, True) for time in ended] + [(time, False) for time in open_still]
    shares = [round(float(share), 3) for *_counts, share in steps(rows)]
    assert shares == [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]
    assert median(rows) == 23


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], None),
        ([(4, False)], None),
        ([(4, True)], 4),
        ([(4, True), (4, False)], 4),  # exactly one half, and the event first
        ([(4, False), (5, True)], 5),
        ([(1, True), (2, False), (2, False)], None),
        ([(1, True), (2, True)], 1),
        ([(0, True), (0, True), (7, False)], 0),
    ],
)
def test_small_worlds(rows, expected):
    assert median(rows) == expected


@given(ROWS)
def test_as_the_plain_recomputation(rows):
    assert median(rows) == plain_median(rows)
    for time, _at_risk, _events, share in steps(rows):
        assert share == pytest.approx(float(plain_survival(rows, time)), abs=1e-12)


@given(st.lists(st.integers(0, 30), max_size=60))
def test_without_open_rows_it_is_the_percentile(durations):
    assert median([(time, True) for time in durations]) == inverted_cdf(durations, 0.5)


@given(ROWS, st.integers(13, 20))
def test_one_more_that_still_waits_never_lowers_it(rows, time):
    before, after = median(rows), median([*rows, (time, False)])
    assert after is None or (before is not None and after >= before)


@given(ROWS, st.randoms())
def test_the_order_of_rows_is_nothing(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert median(shuffled) == median(rows)


def test_exactly_one_half_after_many_steps():
    """Every row at its own time: S is k/n, and rounding errors of 50,000 factors add up."""
    n = 100_000
    assert median([(time, True) for time in range(1, n + 1)]) == n // 2
    assert median([(time, True) for time in range(1, n + 2)]) == n // 2 + 1
