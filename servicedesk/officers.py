"""Who can be put in charge of a request."""

from django.db.models import Q, QuerySet

from accounts.models import CURATOR, OFFICER, User


def officers() -> QuerySet[User]:
    """Everybody who answers for the office and can log in, by name."""
    answers = Q(is_superuser=True) | Q(groups__name__in=(OFFICER, CURATOR))
    found = User.objects.filter(answers, is_active=True, is_bot=False).distinct()
    return found.order_by("display_name", "pk")
