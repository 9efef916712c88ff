"""Work beside the page: one door to the task queue, and a broom for what a dead worker left.

A task is a nudge; what must happen is a row, and a sweeper finds what is missing. With
`TASKS=immediate` a task runs at once in the process that asks for it; with `TASKS=database` a
worker (`make worker`) takes it from the database. A task that fails never costs the page.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pages import moment

# A task that runs longer than that has lost its worker.
_LOST_AFTER = timedelta(minutes=30)
# How long a failed task waits for its next try; after the last it stays failed.
_BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
_KEPT = timedelta(days=14)


def enqueue(task: Task, *args: Any, **kwargs: Any) -> None:
    """Have the task done once the open transaction is committed."""
    transaction.on_commit(lambda: task.enqueue(*args, **kwargs), robust=True)


def is_immediate() -> bool:
    """Whether tasks run inside the request that asks for them."""
    return "immediate" in settings.TASKS["default"]["BACKEND"]


def sweep() -> tuple[int, int]:
    """Queue again what a killed worker left running, and what failed and has waited long enough;
    forget what was done two weeks ago. Returns how many were queued again and forgotten."""
    now = moment.now()
    lost = DBTaskResult.objects.running().filter(started_at__lt=now - _LOST_AFTER)
    again = sum(_again(row, row.started_at, now) for row in lost)
    failed = DBTaskResult.objects.failed()
    again += sum(_again(row, row.finished_at, now) for row in failed)
    old = DBTaskResult.objects.finished().filter(finished_at__lt=now - _KEPT)
    return again, old.delete()[0]


def _again(row: DBTaskResult, since: datetime | None, now: datetime) -> bool:
    """Make the task ready for its next try, if it has one and its time has come; one that was lost
    on its last try has failed. Only the first of two sweepers changes the row."""
    tries = len(row.worker_ids)
    same: QuerySet[DBTaskResult] = DBTaskResult.objects.filter(
        pk=row.pk, status=row.status, started_at=row.started_at
    )
    if tries > len(_BACKOFF):
        if row.status == TaskResultStatus.RUNNING:
            same.update(status=TaskResultStatus.FAILED, finished_at=now)
        return False
    if since is None or since + _BACKOFF[tries - 1] > now:
        return False
    return bool(same.update(status=TaskResultStatus.READY, finished_at=None))
