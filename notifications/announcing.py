"""The one door by which anybody is told of anything."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.models import User
from notifications import webpush
from notifications.kind import Kind, Timing
from notifications.models import Channel, Delivery, Notification, Preference, PushSubscription
from notifications.models.delivery import Wanted
from notifications.models.preference import Choices
from notifications.tasks import send_letters, send_pushes
from pages import moment, tasks

# So many rows go to the database at once.
_BATCH = 2_000
# An event told to more people than that lets other letters go first.
_MANY = 50


def announce(
    kind: Kind, recipients: Iterable[User], target: Model, *, by: User | None = None, step: int = 0
) -> int:
    """Tell each of these people of `target`, once: whoever was told before, may not see it, cannot
    log in, or caused it (`by`) is left out. Letters and pushes are queued, and sent after the
    commit. Returns how many are told now.

    `step` tells apart what happens to one target several times, such as milestones.
    """
    actor = by.pk if by else None
    people = {
        user.pk
        for user in recipients
        if user.pk != actor and user.is_active and not user.is_bot and kind.sees(target, user)
    }
    event = {"kind": kind.code, "target_id": target.pk, "step": step}
    told = 0
    with transaction.atomic():
        for some in _batches(sorted(people)):
            told += _tell(some, kind, target, event, is_bulk=len(people) > _MANY)
        if told:
            tasks.enqueue(send_letters)
            if webpush.is_on():
                tasks.enqueue(send_pushes)
    return told


def _batches(keys: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]


def _tell(
    users: list[int], kind: Kind, target: Model, event: dict[str, Any], *, is_bulk: bool
) -> int:
    """Rows and deliveries for those of `users` who have none of this event yet."""
    rows = Notification.objects.filter(recipient__in=users, **event)
    known = set(rows.values_list("recipient_id", flat=True))
    new = [user for user in users if user not in known]
    if not new:
        return 0
    chosen = Preference.objects.of_all(new, kind)
    place = {"topic": kind.topic(target), "conversation": kind.conversation(target)}
    made = [
        Notification(
            recipient_id=user,
            is_shown=chosen[user].timing(kind, Channel.BELL) != Timing.OFF,
            **place,
            **event,
        )
        for user in new
    ]
    Notification.objects.bulk_create(made, ignore_conflicts=True)
    _queue(rows.filter(recipient__in=new).values_list("pk", "recipient"), kind, chosen, is_bulk)
    return len(new)


def _queue(
    rows: Iterable[tuple[int, int]], kind: Kind, chosen: dict[int, Choices], is_bulk: bool
) -> None:
    """A delivery for each row (key, recipient): a letter, and a push to each of their browsers."""
    rows = list(rows)
    browsers = (
        PushSubscription.objects.by_user({user for _row, user in rows}) if webpush.is_on() else {}
    )
    letters: list[Wanted] = []
    pushes: list[Wanted] = []
    for row, user in rows:
        letter = chosen[user].timing(kind, Channel.EMAIL)
        if letter != Timing.OFF:
            letters.append((row, user, Channel.EMAIL, letter, None))
        if chosen[user].timing(kind, Channel.PUSH) != Timing.OFF:
            ends = browsers.get(user, [])
            pushes += [(row, user, Channel.PUSH, Timing.NOW, end) for end in ends]
    now = moment.now()
    due_at = now + max(kind.gathers, kind.letter_after)
    Delivery.objects.queue(letters, is_bulk=is_bulk, due_at=due_at)
    Delivery.objects.queue(pushes, is_bulk=is_bulk, due_at=now)
