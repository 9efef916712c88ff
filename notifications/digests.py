"""Daily and weekly letters: what waits is put together, one letter a person and period."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import get_current_timezone

from notifications.kind import Timing
from notifications.models import Delivery
from notifications.models.delivery import State, week_of
from pages import moment


def prepare() -> int:
    """Queue a letter for whoever has something waiting from before today (daily) or this week
    (weekly), and none of this day or week yet. What was read meanwhile is left out. Returns how
    many letters; safe to repeat, at any hour."""
    today = moment.today()
    return _prepare(Timing.DAILY, today) + _prepare(Timing.WEEKLY, week_of(today))


def _prepare(timing: Timing, day: date) -> int:
    start = datetime.combine(day, time.min, get_current_timezone())
    waiting = Delivery.objects.filter(
        state=State.WAITING, timing=timing, digest=None, created_at__lt=start
    )
    read = waiting.filter(notification__read_at__isnull=False)
    read.update(state=State.DROPPED, error="read")
    people = waiting.order_by("recipient").values_list("recipient", "channel").distinct()
    return sum(_gather(user, channel, timing, day, start) for user, channel in list(people))


def _gather(user: int, channel: str, timing: Timing, day: date, start: datetime) -> bool:
    """The letter of this person and period, with all that waits for it; False when there was one
    already: what came too late for it waits for the next."""
    with transaction.atomic():
        letter, is_new = Delivery.objects.get_or_create(
            recipient_id=user, channel=channel, timing=timing, digest_on=day
        )
        if is_new:
            Delivery.objects.filter(
                recipient=user,
                channel=channel,
                timing=timing,
                state=State.WAITING,
                digest=None,
                created_at__lt=start,
            ).update(digest=letter)
    return is_new
