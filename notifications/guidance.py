"""Telling members of the office's notices when they begin to be valid."""

from datetime import datetime, time
from typing import Any

from django.utils.timezone import get_current_timezone, localdate
from django_tasks import task

from accounts.models import User
from notices.models import Notice
from notifications.announcing import announce
from notifications.kinds import GUIDANCE
from notifications.models import Notification
from pages import tasks

# More are not told inside the officer's request: the sweeper tells them.
_MOST_IN_REQUEST = 500


def tell(notice: Notice, **kwargs: Any) -> None:
    """Receiver of `notice_begun`."""
    tasks.enqueue(tell_notice, notice.pk)


@task()
def tell_notice(notice_id: int) -> int:
    """Tell of a notice beside the page. Returns how many are told now."""
    notice = Notice.objects.filter(pk=notice_id).first()
    return notify(notice, in_request=tasks.is_immediate()) if notice else 0


def notify(notice: Notice, *, in_request: bool = False) -> int:
    """Tell every member who was one when the notice began, but whoever wrote it. Returns how many
    are told now: none where a request would have to wait for too many."""
    if not notice.is_valid:
        return 0
    members = User.objects.filter(is_active=True, is_bot=False, date_joined__lte=_beginning(notice))
    missing = Notification.objects.missing_in(members, GUIDANCE, notice)
    if in_request and len(missing) > _MOST_IN_REQUEST:
        return 0
    return announce(GUIDANCE, missing, notice, by=notice.created_by)


def sweep(since: datetime) -> int:
    """Tell of the notices that began since then, or were written since then and are valid.
    Returns how many are told now."""
    begun = Notice.objects.valid().filter(valid_from__gte=localdate(since))
    written = Notice.objects.valid().filter(created_at__gte=since)
    return sum(notify(notice) for notice in begun | written)


def _beginning(notice: Notice) -> datetime:
    day = datetime.combine(notice.valid_from, time.min, get_current_timezone())
    return max(day, notice.created_at)
