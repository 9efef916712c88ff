"""A form sent twice does its work once."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from accounts.models import User

M = TypeVar("M", bound=Model)


def once(rows: QuerySet[M], author: User, submission: UUID | None, make: Callable[[], M]) -> M:
    """What `make` makes, in one transaction; or, when the author's form named `submission` made
    it before, what that made. `rows` have a unique constraint on author and submission."""
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        earlier = rows.filter(author=author, submission=submission).first() if submission else None
        if earlier is None:
            raise
        return earlier
