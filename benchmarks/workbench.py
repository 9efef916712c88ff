"""`make bench-workbench`: the slow work of the workbench, with all answers that come with the
product, in a scratch database.

Seconds for the tests of all answers, and for a first look and a replay of one draft over 10,000
past questions, all different.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import StringIO
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import django
from django.apps import apps
from django.core.management import call_command

_QUESTIONS = 10_000


def main(folder: str) -> None:
    """Measure in a SQLite file in this folder."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    os.environ["MEDIA_ROOT"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    _ask()
    version = _model("AnswerVersion").objects.first()
    _timed("tests of all answers", partial(call_command, "check_answers", stdout=StringIO()))
    for name, is_sample in (("first look, 500 questions", True), ("replay, 10,000", False)):
        _timed(name, partial(_replay, version, is_sample))


def _ask() -> None:
    """As many lookups, each text its own: the example questions with a number."""
    texts = list(_model("Phrasing").objects.values_list("text", flat=True))
    numbered = (f"{text} {number}" for number, text in enumerate(cycle(texts)))
    lookup = _model("Lookup")
    rows = (lookup(text=text, answers=1, topics=0) for text in islice(numbered, _QUESTIONS))
    lookup.objects.bulk_create(rows, batch_size=1_000)


def _replay(version: Any, is_sample: bool) -> None:
    today = version.published_at.date()
    day = timedelta(days=1)
    replay = _model("Replay").objects.create(
        version=version, since=today - day, until=today + day, is_sample=is_sample
    )
    call_command("replay", str(replay.pk))
    replay.refresh_from_db()
    print(f"  {replay.done} questions, {replay.changes.count()} would change")


def _model(name: str) -> Any:
    return apps.get_model("autoreply", name)


def _timed(name: str, work: Callable[[], object]) -> None:
    started = perf_counter()
    work()
    print(f"{name:<34}{perf_counter() - started:>8.1f} s")


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        main(str(Path(scratch)))
