"""Who sees a topic or a post, and under which name."""

from typing import Protocol

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from accounts.models import User


class State(models.TextChoices):
    """Public, waiting for a moderator's approval, hidden by one, or deleted by its writer."""

    PUBLIC = "public", pgettext_lazy("visibility", "Public")
    PENDING = "pending", pgettext_lazy("visibility", "Waiting for approval")
    HIDDEN = "hidden", pgettext_lazy("visibility", "Hidden")
    DELETED = "deleted", pgettext_lazy("visibility", "Deleted")


class Authored(Protocol):
    """A topic or a post."""

    author: User
    is_anonymous: bool


def shown_author(row: Authored) -> str:
    """The name of whoever wrote it, unless they asked to hide it."""
    return _("Asker (name hidden)") if row.is_anonymous else row.author.display_name
