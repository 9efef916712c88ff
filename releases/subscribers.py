"""Who hears of a release."""

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from releases.models import Release, Subscription


def subscribers_of(release: Release, by: datetime | None = None) -> QuerySet[User]:
    """Everybody with a subscription that covers it, each once, whoever can log in; where `by` is
    given, those who had it by then. Two queries however many they are; read it in pieces, by
    `.iterator()`."""
    covering = Subscription.objects.covering(release)
    if by:
        covering = covering.filter(since__lte=by)
    return User.objects.filter(pk__in=covering.values("user"), is_active=True, is_bot=False)
