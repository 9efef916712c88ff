"""The index of public satisfaction: hand-computed worlds, and its bands."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages import moment
from servicedesk.models import ELEMENTS, Channel, Rating, Ticket
from servicedesk.moves import Status
from servicedesk.satisfaction import Band, Satisfaction, asked, half_up, read


@pytest.fixture
def rate(ana, sari):
    """A resolved request of ana's with these grades: nine in order, or by name."""

    def rate(*grades, comment="", **named):
        ticket = Ticket.objects.open(Channel.FORUM)
        ticket.move(Status.RESOLVED, sari)
        answers = dict(zip(ELEMENTS, grades, strict=False)) | named
        return Rating.objects.give(ticket, ana, answers, comment)

    return rate


def ikm(ratings):
    return read(ratings.aggregate(**asked()))


def index_of(value):
    return Satisfaction(Fraction(value), 1, ())


def test_of_nobody_there_is_none(rate, ana, sari, db):
    assert ikm(Rating.objects.all()) is None
    ticket = Ticket.objects.open(Channel.FORUM)
    ticket.move(Status.CLOSED, sari)
    Rating.objects.skip(ticket, ana)
    rate(comment="Tanpa nilai.")
    assert ikm(Rating.objects.all()) is None, "neither a skipped one nor a comment is an answer"


def test_the_worked_check_of_the_field(rate):
    """29 respondents and 9 elements: 955 points in all are 955 / (29 * 9) * 25 = 91.475..."""
    fours = 955 - 3 * 29 * 9
    grades = [4] * fours + [3] * (29 * 9 - fours)
    assert sum(grades) == 955
    for number in range(29):
        rate(*grades[number * 9 : number * 9 + 9])
    found = ikm(Rating.objects.all())
    assert found.index == Fraction(955 * 25, 29 * 9)
    assert (found.rounded, found.band, found.count) == (Decimal("91.48"), Band.A, 29)


def test_each_element_has_the_mean_of_those_who_answered_it(rate):
    """Requirements (4 + 3 + 3) / 3, cost 2 / 1, nobody said anything of the other seven:
    (10/3 + 2) / 2 * 25 = 66.666..."""
    rate(requirements=4, cost=2)
    rate(requirements=3)
    rate(requirements=3, comment="Cukup.")
    rate()
    found = ikm(Rating.objects.all())
    by_name = {element.name: element for element in found.elements}
    assert (by_name["requirements"].mean, by_name["requirements"].count) == (Fraction(10, 3), 3)
    assert (by_name["cost"].mean, by_name["cost"].count) == (2, 1)
    assert (by_name["conduct"].mean, by_name["conduct"].count) == (None, 0)
    assert by_name["requirements"].rounded == Decimal("3.33")
    assert by_name["conduct"].rounded is None
    assert found.index == Fraction(200, 3)
    assert (found.rounded, found.band, found.count) == (Decimal("66.67"), Band.C, 3)


def test_all_ones_and_all_fours_are_the_ends(rate):
    rate(*[1] * 9)
    assert (ikm(Rating.objects.all()).index, ikm(Rating.objects.all()).band) == (25, Band.D)
    Rating.objects.all().delete()
    rate(*[4] * 9)
    assert (ikm(Rating.objects.all()).index, ikm(Rating.objects.all()).band) == (100, Band.A)


def test_the_nine_stand_in_the_order_of_the_regulation(rate):
    rate(*range(1, 5), 4, 3, 2, 1, 1)
    assert [e.mean for e in ikm(Rating.objects.all()).elements] == [1, 2, 3, 4, 4, 3, 2, 1, 1]


@pytest.mark.parametrize(
    ("index", "rounded", "band"),
    [
        ("100", "100.00", "A"),
        ("88.31", "88.31", "A"),
        ("88.305", "88.31", "A"),
        ("88.30499999", "88.30", "B"),
        ("76.605", "76.61", "B"),
        ("76.6049", "76.60", "C"),
        ("64.995", "65.00", "C"),
        ("64.9949", "64.99", "D"),
        ("25", "25.00", "D"),
    ],
)
def test_the_index_is_rounded_half_up_before_its_band_is_looked_up(index, rounded, band):
    found = index_of(index)
    assert (str(found.rounded), found.band) == (rounded, band)


def test_no_binary_fraction_decides():
    """2.675 as a float lies below the middle; as a fraction it is the middle."""
    assert half_up(Fraction("2.675")) == Decimal("2.68")


def test_it_costs_one_query_whatever_the_number(rate):
    for number in (1, 5):
        for _ in range(number):
            rate(*[3] * 9)
        with CaptureQueriesContext(connection) as captured:
            ikm(Rating.objects.all())
        assert len(captured) == 1


def test_only_what_is_handed_in_counts(rate):
    with moment.at(moment.now() - timedelta(days=400)):
        rate(*[1] * 9)
    rate(*[4] * 9)
    found = ikm(Rating.objects.filter(at__gte=moment.now() - timedelta(days=365)))
    assert (found.index, found.count) == (100, 1)


def test_a_grade_that_is_none_is_not_stored(rate):
    with pytest.raises(ValidationError):
        rate(cost=5)
    assert not Rating.objects.exists()
