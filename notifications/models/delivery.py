"""What is sent, by which channel, and how far it got."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from notifications.kind import Timing
from notifications.kinds import KINDS
from notifications.models.preference import Channel
from notifications.models.push_subscription import PushSubscription
from pages import moment

_BATCH = 2_000
# Whoever took a delivery and said nothing for so long has died; another one may take it.
_LEASE = timedelta(minutes=10)
# How long after each try the next one follows; the last repeats.
_BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
# A letter that was refused so often for its own sake is given up.
_MOST_REFUSALS = 8


class State(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery", "Waits for the digest")
    QUEUED = "queued", pgettext_lazy("delivery", "Queued")
    TAKEN = "taken", pgettext_lazy("delivery", "Being sent")
    SENT = "sent", pgettext_lazy("delivery", "Sent")
    DROPPED = "dropped", pgettext_lazy("delivery", "No longer needed")
    FAILED = "failed", pgettext_lazy("delivery", "Given up")


# Notification, recipient, channel, timing, and for a push the browser's subscription.
Wanted = tuple[int, int, str, str, int | None]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def queue(self, wanted: Iterable[Wanted], *, is_bulk: bool, due_at: datetime) -> None:
        """One delivery for each, to be sent from `due_at` on; safe to repeat."""
        rows = [
            self.model(
                notification_id=notification,
                recipient_id=user,
                channel=channel,
                timing=timing,
                subscription_id=subscription,
                state=State.QUEUED if timing == Timing.NOW else State.WAITING,
                is_bulk=is_bulk,
                due_at=due_at,
            )
            for notification, user, channel, timing, subscription in wanted
        ]
        self.bulk_create(rows, ignore_conflicts=True, batch_size=_BATCH)

    def due(self) -> Self:
        """What is to be sent now, and what somebody took and never finished."""
        return self.filter(state__in=(State.QUEUED, State.TAKEN), due_at__lte=moment.now())

    def take(self, most: int, channel: str, *, with_bulk: bool) -> list["Delivery"]:
        """Up to `most` due deliveries, now taken: nobody else gets them. Ordinary ones first, so
        that a letter to thousands delays nobody else's."""
        with transaction.atomic():
            due = self.due().filter(channel=channel)
            if not with_bulk:
                due = due.filter(is_bulk=False)
            locked = due.select_for_update(skip_locked=True)
            keys = [row.pk for row in locked.order_by("is_bulk", "due_at", "pk")[:most]]
            keys = self._gather(keys)
            self.filter(pk__in=keys).update(state=State.TAKEN, due_at=moment.now() + _LEASE)
        rows = self.filter(pk__in=keys).select_related(
            "recipient", "subscription", "notification__recipient", "notification__topic__ticket"
        )
        return list(rows.order_by("is_bulk", "pk"))

    def _gather(self, keys: list[int]) -> list[int]:
        """Of these, those that go: with each letter of a kind that gathers go all others of the
        same person and kind that are not sent yet, those too that are not due. They are its
        parts. A push is not gathered: it replaces the one before it on the screen."""
        gathering = [kind.code for kind in KINDS.values() if kind.gathers]
        mine = self.filter(
            pk__in=keys, channel=Channel.EMAIL, notification__kind__in=gathering
        ).order_by("pk")
        first: dict[tuple[int, str, str], int] = {}
        for key, *whose in mine.values_list("pk", "recipient", "channel", "notification__kind"):
            first.setdefault(tuple(whose), key)
        if not first:
            return keys
        parts = self._parts(first)
        for part, letter in parts.items():
            self.filter(pk=part).update(state=State.WAITING, digest=letter)
            self.filter(digest=part).update(digest=letter)
        return [key for key in keys if key not in parts]

    def _parts(self, first: dict[tuple[int, str, str], int]) -> dict[int, int]:
        """The letter that each other delivery of these people and kinds goes with."""
        theirs = self.filter(
            recipient__in={whose[0] for whose in first},
            notification__kind__in={whose[2] for whose in first},
            channel=Channel.EMAIL,
            state=State.QUEUED,
        )
        rows = theirs.select_related("notification")
        locked = rows.select_for_update(of=("self",), skip_locked=True)
        return {
            row.pk: first[whose]
            for row in locked
            if row.notification
            and (whose := (row.recipient_id, row.channel, row.notification.kind)) in first
            and first[whose] != row.pk
        }

    def give_back(self, rows: Iterable["Delivery"]) -> None:
        """They were taken and not tried: they are due again at once."""
        keys = [row.pk for row in rows]
        self.filter(pk__in=keys).update(state=State.QUEUED, due_at=moment.now())


class Delivery(models.Model):
    """One letter (or another channel's message): about one notification, or a digest of many.

    A notification that waits for a digest has a row too; `digest` is the letter it went into.
    """

    recipient = models.ForeignKey(User, models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("channel"), max_length=8, choices=Channel)
    timing = models.CharField(_("timing"), max_length=8, choices=Timing)
    notification = models.ForeignKey(
        "notifications.Notification", models.CASCADE, related_name="deliveries", null=True
    )
    # The browser a push goes to; none any more once that was removed.
    subscription = models.ForeignKey(
        PushSubscription, models.SET_NULL, related_name="deliveries", null=True
    )
    digest = models.ForeignKey("self", models.SET_NULL, related_name="parts", null=True)
    digest_on = models.DateField(_("digest of"), null=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    is_bulk = models.BooleanField(_("to many"), default=False)
    due_at = models.DateTimeField(_("next try"), default=moment.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    # The class of the last error, never its text: that may hold an address.
    error = models.CharField(_("last error"), max_length=60, blank=True)
    created_at = models.DateTimeField(_("created"), default=moment.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["notification", "channel"],
                condition=~models.Q(channel=Channel.PUSH),
                name="notifications_one_delivery",
            ),
            models.UniqueConstraint(
                fields=["notification", "subscription"], name="notifications_one_push"
            ),
            models.UniqueConstraint(
                fields=["recipient", "channel", "timing", "digest_on"],
                name="notifications_one_digest",
            ),
            models.CheckConstraint(
                condition=models.Q(notification=None) ^ models.Q(digest_on=None),
                name="notifications_letter_or_digest",
            ),
        ]
        indexes = [
            models.Index(
                fields=["is_bulk", "due_at", "id"],
                condition=models.Q(state__in=["queued", "taken"]),
                name="notifications_due",
            ),
            models.Index(
                fields=["timing", "recipient"],
                condition=models.Q(state="waiting"),
                name="notifications_for_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} #{self.pk}: {self.state}"

    @property
    def is_gathering(self) -> bool:
        """Whether other notifications may go with it."""
        return self.notification is None or bool(self.notification.spec.gathers)

    def sent(self) -> None:
        """It is out, and so is all that it gathers."""
        self._end(State.SENT, sent_at=moment.now())

    def drop(self, reason: str) -> None:
        """Nobody needs it any more: it was read, unsubscribed, hidden, or its address is dead."""
        self._end(State.DROPPED, error=reason)

    def refused(self, error: Exception, *, for_good: bool) -> None:
        """It could not be sent: it is tried again later and later. A letter refused for its own
        sake (`for_good`) is given up in the end; one that met a dead mail server never is."""
        self.tries = min(self.tries + 1, 32_000)
        self.error = type(error).__name__[:60]
        if for_good and self.tries >= _MOST_REFUSALS:
            self._end(State.FAILED)
            return
        self.state = State.QUEUED
        self.due_at = moment.now() + _BACKOFF[min(self.tries, len(_BACKOFF)) - 1]
        self.save(update_fields=["tries", "error", "state", "due_at"])

    def _end(self, state: State, error: str | None = None, sent_at: datetime | None = None) -> None:
        self.state, self.sent_at = state, sent_at
        self.error = self.error if error is None else error
        self.save(update_fields=["state", "sent_at", "error", "tries"])
        if self.is_gathering:
            self.parts.update(state=state, sent_at=sent_at, error=self.error)


def week_of(day: date) -> date:
    """The Monday of the week."""
    return day - timedelta(days=day.weekday())
