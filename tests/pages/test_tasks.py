"""The task queue: at once, or by a worker, and what becomes of tasks that were lost."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks.utils import get_module_path
from django_tasks_db.models import DBTaskResult

from notifications.tasks import send_letters
from pages import checks, moment, tasks

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def queued(transactional_db, settings):
    """A task in the database, waiting for its worker; a worker closes its connection in between,
    which would end a test's transaction."""
    settings.TASKS = DATABASE
    tasks.enqueue(send_letters)
    return DBTaskResult.objects.get()


def work():
    call_command("db_worker", batch=True, verbosity=0, startup_delay=False, reload=False)


def sweep(after=timedelta(0)):
    with moment.at(moment.now() + after):
        call_command("sweep_tasks", verbosity=0)
    row = DBTaskResult.objects.first()
    return row.status if row else None


def test_what_is_rolled_back_is_not_queued(db, settings, committed):
    settings.TASKS = DATABASE
    with committed(), transaction.atomic():
        tasks.enqueue(send_letters)
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


def test_a_worker_does_it_once(queued):
    work()
    work()
    queued.refresh_from_db()
    assert (queued.status, len(queued.worker_ids)) == (TaskResultStatus.SUCCESSFUL, 1)
    assert sweep() == TaskResultStatus.SUCCESSFUL
    assert sweep(timedelta(days=15)) is None, "it is forgotten"


def test_what_a_killed_worker_left_is_done_by_another(queued):
    queued.claim("killed")
    assert sweep() == TaskResultStatus.RUNNING
    for _again in range(2):
        assert sweep(timedelta(minutes=40)) == TaskResultStatus.READY
    work()
    assert sweep() == TaskResultStatus.SUCCESSFUL


def test_a_task_that_kills_every_worker_is_given_up(queued):
    for number in range(5):
        assert sweep(timedelta(days=number)) == TaskResultStatus.READY
        queued.refresh_from_db()
        queued.claim(f"killed {number}")
    for _again in range(2):
        assert sweep(timedelta(days=6)) == TaskResultStatus.FAILED


def test_a_failed_task_is_tried_again_after_a_while(queued):
    DBTaskResult.objects.update(task_path=get_module_path(moment.now))
    work()
    assert sweep() == TaskResultStatus.FAILED
    assert sweep(timedelta(minutes=2)) == TaskResultStatus.READY


@pytest.mark.parametrize(
    ("backend", "vendor", "warned"),
    [
        ("django_tasks_db.DatabaseBackend", "sqlite", 1),
        ("django_tasks_db.DatabaseBackend", "postgresql", 0),
        ("django_tasks.backends.immediate.ImmediateBackend", "sqlite", 0),
    ],
)
def test_a_queue_that_does_not_fit_is_warned_of(settings, monkeypatch, backend, vendor, warned):
    settings.TASKS = {"default": {"BACKEND": backend}}
    monkeypatch.setattr(checks.connection, "vendor", vendor, raising=False)
    found = checks.queue_fits_database(None)
    assert [warning.id for warning in found] == ["pages.W001"] * warned
