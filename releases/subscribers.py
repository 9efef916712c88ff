"""Who hears of a release."""

from django.db.models import QuerySet

from accounts.models import User
from releases.models import Release, Subscription


def subscribers_of(release: Release) -> QuerySet[User]:
    """Everybody with a subscription that covers it, each once, whoever can log in. Two queries
    however many they are; read it in pieces, by `.iterator()`."""
    covering = Subscription.objects.covering(release)
    return User.objects.filter(pk__in=covering.values("user"), is_active=True, is_bot=False)
