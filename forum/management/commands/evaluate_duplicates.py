"""Measure how well topics that repeat each other are found."""

import json
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.models import User
from forum import search
from forum.models import Category, Topic
from forum.similar import similar_topics
from pages.fields import TITLE_LENGTH
from servicedesk.models import Channel, Ticket
from textmatch import similarity

_QUERIES = 1_500
Pair = dict[str, Any]


class Command(BaseCommand):
    help = (
        "Measures duplicates on pairs of questions (JSON lines: a, b, dup). The titles are stored "
        "as topics and searched through the database, and taken back at the end."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pairs", type=Path, help="average precision and best F1")
        parser.add_argument("--retrieval", type=Path, help="recall of b, asked with a")
        parser.add_argument("--queries", type=int, default=_QUERIES)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["pairs"] or options["retrieval"]):
            raise CommandError("Give --pairs or --retrieval.")
        figures: dict[str, float] = {}
        if options["pairs"]:
            figures |= _told_apart(_read(options["pairs"]))
        if options["retrieval"]:
            pairs = [pair for pair in _read(options["retrieval"]) if pair["dup"]]
            figures |= _retrieved(pairs, options["queries"])
        if options["json"]:
            self.stdout.write(json.dumps(figures))
        else:
            self.stdout.write(
                "\n".join(f"{name:<20}{value:.3f}" for name, value in figures.items())
            )


def _read(path: Path) -> list[Pair]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        return [{"a": str(row["a"]), "b": str(row["b"]), "dup": bool(row["dup"])} for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path}: {error!r}") from error


def _told_apart(pairs: list[Pair]) -> dict[str, float]:
    """How well likeness by itself tells repeats from others."""
    scored = sorted(((similarity(p["a"], p["b"]), p["dup"]) for p in pairs), key=lambda s: -s[0])
    repeats = sum(dup for _, dup in scored)
    if not repeats:
        raise CommandError("No pair is a repeat.")
    right, precisions, best = 0, 0.0, 0.0
    for number, (_, dup) in enumerate(scored, 1):
        right += dup
        precisions += right / number if dup else 0
        best = max(best, 2 * right / (number + repeats))
    return {"average_precision": precisions / repeats, "best_f1": best}


def _retrieved(pairs: list[Pair], queries: int) -> dict[str, float]:
    with transaction.atomic():
        _store([pair["b"] for pair in pairs])
        ranks, times = [], []
        for pair in pairs[:queries]:
            started = perf_counter()
            found = similar_topics(pair["a"], limit=10, least=0)
            times.append((perf_counter() - started) * 1000)
            titles = [row.topic.title for row in found]
            wanted = pair["b"][:TITLE_LENGTH]
            ranks.append(titles.index(wanted) + 1 if wanted in titles else None)
        transaction.set_rollback(True)
    if not ranks:
        raise CommandError("There is nothing to retrieve.")
    recall = {
        f"recall_at_{k}": sum(rank is not None and rank <= k for rank in ranks) / len(ranks)
        for k in (1, 5, 10)
    }
    return {**recall, "ms_p95": sorted(times)[int(0.95 * (len(times) - 1))]}


def _store(titles: list[str]) -> None:
    author = User.objects.bot()
    category, _created = Category.objects.get_or_create(slug="evaluation", name="Evaluation")
    tickets = Ticket.objects.bulk_create(
        Ticket(code=f"EVAL-{number}", channel=Channel.FORUM) for number in range(len(titles))
    )
    topics = Topic.objects.bulk_create(
        Topic(
            ticket=ticket,
            author=author,
            category=category,
            title=title[:TITLE_LENGTH],
            title_terms=search.stored_terms(title[:TITLE_LENGTH]),
        )
        for ticket, title in zip(tickets, titles, strict=True)
    )
    for topic in topics:
        search.store_title(topic.pk, topic.title_terms)
