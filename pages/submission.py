"""A form sent twice does its work once."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def once(rows: QuerySet[M], author: Model, submission: UUID | None, make: Callable[[], M]) -> M:
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


class SubmissionField(forms.UUIDField):
    """The form's own name; nobody types it, so a damaged one is replaced without a word."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value) or uuid4()
        except forms.ValidationError:
            return uuid4()


class SubmissionForm(forms.Form):
    """A form that, sent twice, does its work once: it carries a name of its own."""

    submission = SubmissionField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid4
