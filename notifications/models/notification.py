"""Who is told what: one row a person and event."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Self

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from chat.models import Conversation
from forum.models import Topic
from notifications.kind import Kind
from notifications.kinds import KINDS, MESSAGE, REPLY
from pages import moment

# Kinds whose unread rows of one place are one line.
_TURNS = {REPLY.code: "topic", MESSAGE.code: "conversation"}
# Kinds of which all unread rows are one line, whatever they are about.
_TOGETHER = [kind.code for kind in KINDS.values() if kind.together]


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, kind: Kind, target: models.Model) -> Self:
        return self.filter(kind=kind.code, target_id=target.pk)

    def in_bell(self, user: User) -> Self:
        return self.filter(recipient=user, is_shown=True)

    def missing_in(
        self, people: models.QuerySet[User], kind: Kind, target: models.Model, step: int = 0
    ) -> list[User]:
        """Those of the people whom nobody told of this event."""
        # Compared here: right after thousands were told, PostgreSQL plans for hardly any.
        told = self.of(kind, target).filter(step=step).values_list("recipient_id", flat=True)
        missing = set(people.values_list("pk", flat=True)).difference(told)
        return list(User.objects.in_bulk(missing).values()) if missing else []

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def grouped(self) -> Self:
        """Unread replies of one topic as one row, the latest, and so those of one conversation and
        all unread rows of a kind that stand together; `others` is how many more it stands for."""
        alike = models.Q(kind__in=_TOGETHER)
        for kind, place in _TURNS.items():
            alike |= models.Q(kind=kind, **{place: models.OuterRef(place)})
        same = self.model.objects.unread().filter(
            alike,
            recipient=models.OuterRef("recipient"),
            kind=models.OuterRef("kind"),
            is_shown=True,
        )
        is_grouped = models.Q(kind__in=(*_TURNS, *_TOGETHER), read_at=None)
        later = models.Exists(same.filter(pk__gt=models.OuterRef("pk")))
        count = same.order_by().values("kind").annotate(n=models.Count("pk")).values("n")
        return self.exclude(is_grouped & later).annotate(
            others=models.Case(
                models.When(is_grouped, then=models.Subquery(count) - 1),
                default=0,
                output_field=models.IntegerField(),
            )
        )

    def read_all(self) -> int:
        """Mark all as read. Returns how many were not."""
        return self.unread().update(read_at=moment.now())


def load_targets(rows: Sequence["Notification"]) -> None:
    """Give each row its target (None for one that is gone) with a query for each kind of thing."""
    kinds = {row.spec.code: row.spec for row in rows}
    ids: dict[Any, set[int]] = defaultdict(set)
    for row in rows:
        ids[row.spec.rows].add(row.target_id)
    found = {source: source().in_bulk(ids[source]) for source in {k.rows for k in kinds.values()}}
    for row in rows:
        row.target = found[row.spec.rows].get(row.target_id)


class Notification(models.Model):
    """`target_id` is the key of what it is about, a row of the table its kind names; `topic` or
    `conversation` is where that stands, so that reading it reads the notification."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=12)
    target_id = models.BigIntegerField()
    step = models.BigIntegerField(default=0)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="notifications", null=True)
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="notifications", null=True
    )
    # Whether the bell shows it: its reader may want letters only.
    is_shown = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=moment.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "target_id", "step"],
                name="notifications_once_per_event",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notifications_latest"),
            models.Index(
                fields=["recipient", "topic"],
                condition=models.Q(read_at=None),
                name="notifications_unread",
            ),
            models.Index(
                fields=["recipient", "conversation"],
                condition=models.Q(read_at=None, conversation__isnull=False),
                name="notifications_private",
            ),
            models.Index(fields=["kind", "target_id"], name="notifications_event"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id}: {self.kind} {self.target_id}"

    @property
    def spec(self) -> Kind:
        return KINDS[self.kind]

    @cached_property
    def target(self) -> Any:
        """What it is about; None when that is gone. `load_targets` fetches many at once."""
        return self.spec.rows().filter(pk=self.target_id).first()

    @property
    def is_visible(self) -> bool:
        """Whether its recipient may see now what it is about."""
        return self.target is not None and self.spec.sees(self.target, self.recipient)

    @property
    def sentence(self) -> str:
        """The template with its words."""
        return f"notifications/kinds/{self.kind}.txt"

    def get_absolute_url(self) -> str:
        """The page of what it is about."""
        return self.spec.address(self.target)

    def address_of_group(self) -> str:
        """Where all it stands for is listed; "" where it stands alone, or for one topic."""
        together = self.spec.together
        return together() if together and self._group().unread().count() > 1 else ""

    def first_of_group(self) -> "Notification":
        """The earliest of the unread rows it stands for; itself where it stands alone."""
        return self._group().unread().order_by("pk").first() or self

    def read(self) -> None:
        """Mark it as read, and with it all others it stands for; safe to repeat."""
        self._group().read_all()

    def _group(self) -> NotificationQuerySet:
        rows = Notification.objects.filter(recipient=self.recipient_id, kind=self.kind)
        if self.read_at is None and self.kind in _TOGETHER:
            return rows.filter(is_shown=True)
        place = _TURNS.get(self.kind)
        if self.read_at is None and place:
            return rows.filter(**{place: getattr(self, f"{place}_id")})
        return rows.filter(pk=self.pk)
