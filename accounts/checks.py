"""Ways the accounts can be set up wrongly."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db.utils import DatabaseError

from accounts.models import User


@register(Tags.database)
def one_bot(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """E001: without the bot no automatic answer can be posted."""
    if not databases:
        return []
    try:
        present = User.objects.filter(is_bot=True, is_active=True).exists()
    except DatabaseError:  # not migrated yet
        return []
    hint = "The migration 0003 made it; make it again with is_bot=True, or activate it."
    return [] if present else [Error("There is no active bot user.", hint=hint, id="accounts.E001")]
