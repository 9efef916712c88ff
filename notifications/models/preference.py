"""By which channel, and when, a member wants to be told of each kind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.kind import Kind, Timing
from notifications.kinds import KINDS

# The kind of a row that stands above all others: no letters at all.
EVERYTHING = ""


class Channel(models.TextChoices):
    BELL = "bell", _("Bell")
    EMAIL = "email", _("E-mail")
    PUSH = "push", _("Devices")


def default(kind: Kind, channel: str) -> Timing:
    """When a member who chose nothing is told of the kind by this channel."""
    return kind.email if channel == Channel.EMAIL else Timing.NOW


@dataclass(frozen=True, slots=True)
class Choices:
    """What one member chose."""

    stored: dict[tuple[str, str], str] = field(default_factory=dict)

    def timing(self, kind: Kind, channel: str) -> Timing:
        """When this channel tells the member of the kind."""
        return Timing.OFF if self.is_silent(channel) else self.own_timing(kind, channel)

    def own_timing(self, kind: Kind, channel: str) -> Timing:
        """The same, whatever stands above all kinds."""
        return Timing(self.stored.get((kind.code, channel), default(kind, channel)))

    def is_silent(self, channel: str) -> bool:
        """Whether the member wants nothing at all by this channel."""
        return self.stored.get((EVERYTHING, channel)) == Timing.OFF


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def of(self, user: User) -> Choices:
        return self.of_all([user.pk])[user.pk]

    def of_all(self, users: Iterable[int], kind: Kind | None = None) -> dict[int, Choices]:
        """What each of these members chose; about one kind, where it is named."""
        rows = self.filter(user__in=list(users))
        if kind is not None:
            rows = rows.filter(kind__in=(kind.code, EVERYTHING))
        found: dict[int, Choices] = defaultdict(Choices)
        for user, code, channel, timing in rows.values_list("user", "kind", "channel", "timing"):
            found[user].stored[code, channel] = timing
        return found

    def choose(self, user: User, kind: str, channel: str, timing: str) -> None:
        """Remember a choice; EVERYTHING as the kind stands above all."""
        self.update_or_create(user=user, kind=kind, channel=channel, defaults={"timing": timing})

    def stop_digest(self, user: User, timing: str) -> None:
        """Put none of the member's kinds into the daily or weekly letter any more."""
        chosen = self.of(user)
        for kind in KINDS.values():
            if chosen.timing(kind, Channel.EMAIL) == timing:
                self.choose(user, kind.code, Channel.EMAIL, Timing.OFF)


class Preference(models.Model):
    """A member's choice for one kind and channel; where there is none the default holds."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notification_preferences")
    kind = models.CharField(max_length=12, blank=True)
    channel = models.CharField(max_length=8, choices=Channel)
    timing = models.CharField(max_length=8, choices=Timing)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "channel"], name="notifications_one_preference"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind or '*'} {self.channel} {self.timing}"
