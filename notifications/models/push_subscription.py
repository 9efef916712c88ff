"""The browsers that members let us push notifications to."""

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pages import moment

MOST_SUBSCRIPTIONS = 10
# What push services are known by; any other is named by its host.
_BROWSERS = {
    "fcm.googleapis.com": "Chrome",
    "push.services.mozilla.com": "Firefox",
    "push.apple.com": "Safari",
    "notify.windows.com": "Edge",
}


class TooManySubscriptionsError(Exception):
    """The member has as many browsers as one may have."""


class PushSubscriptionQuerySet(models.QuerySet["PushSubscription"]):
    def subscribe(self, user: User, endpoint: str, p256dh: str, auth: str) -> None:
        """Push to this browser from now on, and to nobody else who used it before; safe to repeat.

        Raises TooManySubscriptionsError where the member has too many others.
        """
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)
            others = self.filter(user=user).exclude(endpoint=endpoint)
            if others.count() >= MOST_SUBSCRIPTIONS:
                raise TooManySubscriptionsError
            # Another member's queued messages must not follow the browser to its new user.
            self.filter(endpoint=endpoint).exclude(user=user).delete()
            keys = {"p256dh": p256dh, "auth": auth}
            self.update_or_create(endpoint=endpoint, defaults={"user": user} | keys)

    def by_user(self, users: Iterable[int]) -> dict[int, list[int]]:
        """The keys of each member's subscriptions."""
        found: dict[int, list[int]] = defaultdict(list)
        rows = self.filter(user__in=list(users)).order_by("pk")
        for key, user in rows.values_list("pk", "user"):
            found[user].append(key)
        return found


class PushSubscription(models.Model):
    """One browser. Whoever knows `endpoint` and both keys can push to it: they are never shown to
    others nor logged."""

    user = models.ForeignKey(User, models.CASCADE, related_name="push_subscriptions")
    endpoint = models.CharField(max_length=500, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=30)
    created_at = models.DateTimeField(_("created"), default=moment.now)

    objects = PushSubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("push subscription")
        verbose_name_plural = _("push subscriptions")

    def __str__(self) -> str:
        return f"#{self.pk}: {self.browser}"

    @property
    def host(self) -> str:
        return urlsplit(self.endpoint).hostname or ""

    @property
    def browser(self) -> str:
        """What its owner knows it by."""
        known = (name for end, name in _BROWSERS.items() if f".{self.host}".endswith(f".{end}"))
        return next(known, self.host)
