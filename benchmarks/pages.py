"""`make bench-pages`: what the pages of the forum and of officers cost with 100,000 topics and
600,000 posts.

Queries, milliseconds in the database and in all, kilobytes; then ratios measured in the same run,
which say on any machine whether a deep page or a long topic costs more than a short one.
"""

import os
import sys
from collections.abc import Iterable
from statistics import median
from time import perf_counter
from typing import Any

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

_RUNS = 7
_TOPICS, _POSTS = 100_000, 600_000
_SEARCHES = (
    "harga beras",
    "jumlah penduduk miskin",
    "hotel wisatawan 2020",
    "inflasi",
    "kopi lada",
)


def main(url: str) -> None:
    """Measure on the database at `url`, which is made and filled when it is not there."""
    create_database(url)
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    topics = apps.get_model("forum", "Topic").objects
    if topics.count() < _TOPICS:
        call_command("seed_load", topics=_TOPICS, posts=_POSTS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    pages = dict(_pages(topics))
    print(f"{'page':<34}{'queries':>8}{'SQL ms':>9}{'all ms':>9}{'kB':>7}")
    costs = {name: _cost(name, address) for name, address in pages.items()}
    print("\nratios (milliseconds in the database)")
    for deep, first in (
        ("list, deep", "list"),
        ("category, deep", "category"),
        ("long topic", "topic"),
    ):
        print(f"{deep + ' / ' + first:<34}{costs[deep] / costs[first]:>8.2f}")
    _spread("search", [f"/cari/?q={text.replace(' ', '+')}" for text in _SEARCHES])
    _spread("suggestions", [f"/jawaban/saran/?q={t.replace(' ', '+')}" for t in _SEARCHES])


def create_database(url: str) -> None:
    """Make the database at `url` when it is missing."""
    server, name = url.rsplit("/", 1)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as server_connection:
        there = server_connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not there.fetchone():
            server_connection.execute(f'CREATE DATABASE "{name}"')


def _pages(topics: Any) -> Iterable[tuple[str, str]]:
    rows = topics.order_by("-last_activity_at", "-pk")
    middle, long = rows[50_000], rows.order_by("-reply_count").first()
    cursor = f"{int(middle.last_activity_at.timestamp() * 1_000_000)}-{middle.pk}"
    yield "list", "/topik/"
    yield "list, deep", f"/topik/?sesudah={cursor}"
    for slug in ("belum-terjawab", "saya-juga"):
        yield f"list, {slug}", f"/topik/?daftar={slug}"
    category = middle.category.get_absolute_url()
    yield "category", category
    yield "category, deep", f"{category}?sesudah={cursor}"
    yield "region", f"/wilayah/{middle.region}/"
    yield "topic", middle.get_absolute_url()
    yield "long topic", long.get_absolute_url()
    yield "long topic, newest", f"{long.get_absolute_url()}?urut=terbaru"
    yield "long topic, most helpful", f"{long.get_absolute_url()}?urut=membantu"
    yield "desk", "/petugas/"
    yield "desk, words of titles", "/petugas/?q=hotel+banjir"
    yield "figures of a year", "/petugas/dasbor/?periode=365"


def _cost(name: str, address: str) -> float:
    """Print what a page costs, and return its median milliseconds in the database."""
    client = _client(address)
    client.get(address)
    sql, total, queries, size = [], [], 0, 0
    for _ in range(_RUNS):
        with CaptureQueriesContext(connection) as captured:
            started = perf_counter()
            response = client.get(address)
            total.append((perf_counter() - started) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{address} answers {response.status_code}")
        sql.append(sum(float(query["time"]) for query in captured.captured_queries) * 1000)
        queries, size = len(captured), len(response.content)
    print(f"{name:<34}{queries:>8}{median(sql):>9.1f}{median(total):>9.1f}{size / 1000:>7.1f}")
    return median(sql) or 0.5


def _client(address: str) -> Client:
    """A stranger's browser, or an officer's for what only officers see."""
    client = Client()
    if address.startswith("/petugas/"):
        users = apps.get_model("accounts", "User").objects
        client.force_login(users.filter(groups__name="petugas")[0])
    return client


def _spread(name: str, addresses: list[str]) -> None:
    client = Client()
    times = []
    for address in addresses * _RUNS:
        started = perf_counter()
        client.get(address)
        times.append((perf_counter() - started) * 1000)
    times = sorted(times[len(addresses) :])
    print(
        f"{name}: median {median(times):.0f} ms, p95 {times[int(0.95 * (len(times) - 1))]:.0f} ms"
    )


if __name__ == "__main__":
    main(sys.argv[1])
