"""The answers as curators look through them: by state, and by what wants attention."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from autoreply.models import Answer, AnswerVersion
from autoreply.models.answer import State
from autoreply.models.version import Stage


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of answers: its address, its name, and the condition they meet for an officer."""

    slug: str
    name: str | Promise
    condition: Callable[[User], Q]


SHELVES = (
    Shelf("semua", _("All"), lambda user: ~Q(state=State.RETIRED)),
    Shelf("draf", _("Drafts"), lambda user: Q(has_draft=True)),
    Shelf("tinjauan", _("In review"), lambda user: Q(in_review=True)),
    Shelf("terbit", _("Published"), lambda user: Q(state=State.PUBLISHED)),
    Shelf("jeda", _("Paused"), lambda user: Q(state=State.PAUSED)),
    Shelf("ditarik", _("Retired"), lambda user: Q(state=State.RETIRED)),
    Shelf("tim", _("My team's"), lambda user: Q(team__in=user.teams.values("pk"))),
)


def shelf_named(slug: str) -> Shelf:
    """The shelf with this address; the first one for any other text."""
    return next((shelf for shelf in SHELVES if shelf.slug == slug), SHELVES[0])


def answers_on(shelf: Shelf, user: User, query: str = "", category: str = "") -> QuerySet[Answer]:
    """The shelf's answers with all that a line shows."""
    found = _marked().filter(shelf.condition(user))
    if query:
        found = found.filter(
            Q(question__icontains=query)
            | Q(body__icontains=query)
            | Exists(Answer.objects.filter(pk=OuterRef("pk"), phrasings__text__icontains=query))
        )
    if category:
        found = found.filter(category__slug=category)
    return found.select_related("category", "team", "version")


def sizes(user: User) -> dict[str, int]:
    """How many answers are on each shelf, counted in one query."""
    counted: dict[str, int] = _marked().aggregate(
        **{shelf.slug: Count("pk", filter=shelf.condition(user)) for shelf in SHELVES}
    )
    return counted


def _marked() -> QuerySet[Answer]:
    drafts = AnswerVersion.objects.open().filter(answer=OuterRef("pk"))
    return Answer.objects.annotate(
        has_draft=Exists(drafts.filter(stage=Stage.DRAFT)),
        in_review=Exists(drafts.filter(stage=Stage.REVIEW)),
    )
