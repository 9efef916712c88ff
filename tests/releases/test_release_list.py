"""The public list: states, filters, a subject with its parts, a region, keyset pages."""

from datetime import timedelta

import pytest

from pages import moment
from tests import factories


def titles(page):
    return [release.title for release in page.context["page"].rows]


@pytest.fixture
def world(economy, inflation, poverty):
    today = moment.today()
    factories.release(inflation, "Inflasi besok", today + timedelta(days=1))
    factories.release(inflation, "Inflasi terlambat", today - timedelta(days=2))
    factories.release(poverty, "Kemiskinan Metro", today + timedelta(days=3), region="1872")
    factories.release(economy, "Ekonomi terbit", today - timedelta(days=9)).publish()


def test_planned_ones_come_first_the_late_before_all(client, world):
    page = client.get("/rilis/")
    assert titles(page) == ["Inflasi terlambat", "Inflasi besok", "Kemiskinan Metro"]
    assert "Terlambat" in page.content.decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/rilis/?keadaan=terbit", ["Ekonomi terbit"]),
        ("/rilis/subjek/ekonomi/", ["Inflasi terlambat", "Inflasi besok"]),
        ("/rilis/?subjek=ekonomi&keadaan=terbit", ["Ekonomi terbit"]),
        ("/rilis/subjek/inflasi/?keadaan=terbit", []),
        # A release about all of Lampung is about each of its regions.
        ("/rilis/wilayah/1871/", ["Inflasi terlambat", "Inflasi besok"]),
        ("/rilis/wilayah/1872/?subjek=kemiskinan", ["Kemiskinan Metro"]),
        ("/rilis/?wilayah=1872&subjek=kemiskinan", ["Kemiskinan Metro"]),
    ],
)
def test_filters(client, world, address, expected):
    assert titles(client.get(address)) == expected


@pytest.mark.parametrize(
    "nonsense",
    ["keadaan=x", "subjek=tidak-ada", "wilayah=9999", "sesudah=x", "sesudah=99999999999-1"],
)
def test_a_filter_that_makes_no_sense_is_as_if_it_were_not_there(client, world, nonsense):
    page = client.get(f"/rilis/?{nonsense}")
    assert page.status_code == 200
    assert len(titles(page)) == 3


def test_unknown_subjects_and_regions_are_not_found(client, db):
    assert client.get("/rilis/subjek/tidak-ada/").status_code == 404
    assert client.get("/rilis/wilayah/9999/").status_code == 404


def test_all_pages_together_are_the_list(client, inflation):
    for number in range(45):
        day = moment.today() + timedelta(days=number // 10)
        factories.release(inflation, f"Rilis {number}", day)
    seen, cursor = [], ""
    for _page in range(3):
        page = client.get("/rilis/", {"sesudah": cursor})
        seen += titles(page)
        cursor = page.context["page"].next_cursor
    assert cursor == ""
    assert seen == [f"Rilis {number}" for number in range(45)]


def test_nothing_yet(client, db):
    assert "Tidak ada rilis di sini." in client.get("/rilis/").content.decode()


def test_it_only_reads(client, db):
    assert client.post("/rilis/").status_code == 405
