"""Ways the task queue can be set up wrongly."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db import connection

from pages import tasks


@register()
def queue_fits_database(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W001: a worker that polls SQLite keeps the pages waiting for its one write lock."""
    if tasks.is_immediate() or connection.vendor != "sqlite":
        return []
    hint = "Leave TASKS unset (tasks then run at once), or name a PostgreSQL in DATABASE_URL."
    return [Warning("TASKS=database with SQLite.", hint=hint, id="pages.W001")]
