"""Those who read and rely on an answer."""

from django.db.models import Q

from accounts.models import User
from autoreply import engine
from autoreply.models import Answer

_RELATED = 4


def related(answer: Answer) -> list[Answer]:
    """The public answers nearest to this one."""
    near = engine.nearest(answer.question, _RELATED + 1)
    return [other for other in near if other.pk != answer.pk][:_RELATED]


def relying_on(answer: Answer) -> list[User]:
    """Whoever follows the answer, and whoever was given it for a question of theirs and did not
    say that it was no help."""
    given = Q(topics__decision__answer=answer)
    no_help = User.objects.filter(
        topics__decision__answer=answer, topics__decision__feedback__helped=False
    )
    follows = Q(answer_follows__answer=answer)
    people = User.objects.filter(follows | (given & ~Q(pk__in=no_help)), is_active=True)
    return list(people.exclude(is_bot=True).distinct().order_by("pk"))
