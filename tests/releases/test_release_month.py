"""The month view."""

from datetime import date

import pytest
from django.utils import timezone

from tests import factories


def test_each_release_stands_on_its_day(client, inflation):
    factories.release(inflation, "Direncanakan", date(2026, 11, 30))
    moved = factories.release(inflation, "Terbit lain bulan", date(2026, 11, 2))
    moved.publish(at=timezone.make_aware(timezone.datetime(2026, 12, 1, 0, 5)))
    page = client.get("/rilis/2026/11/")
    days = {day.date: day.releases for week in page.context["weeks"] for day in week}
    assert [row.title for row in days[date(2026, 11, 30)]] == ["Direncanakan"]
    assert "Terbit lain bulan" not in page.content.decode()
    assert "Terbit lain bulan" in client.get("/rilis/2026/12/").content.decode()


def test_it_is_narrowed_as_the_list_is(client, inflation, poverty):
    factories.release(inflation, "Inflasi", date(2026, 11, 30))
    factories.release(poverty, "Kemiskinan 2026", date(2026, 11, 30))
    text = client.get("/rilis/2026/11/?subjek=ekonomi").content.decode()
    assert text.count("Kemiskinan 2026") == 0
    assert "/rilis/2026/12/?subjek=ekonomi" in text


@pytest.mark.parametrize("month", ["2026/13", "2026/0", "1999/12", "2101/1", "0/1", "99999/1"])
def test_other_months_are_not_found(client, db, month):
    assert client.get(f"/rilis/{month}/").status_code == 404


def test_the_first_and_the_last_month_have_one_neighbour(client, db):
    assert client.get("/rilis/2000/1/").context["before"] is None
    assert client.get("/rilis/2100/12/").context["after"] is None
