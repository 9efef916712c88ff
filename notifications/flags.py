"""Telling those who moderate that a post was reported."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.models import CURATOR, MODERATOR, OFFICER, User
from forum.models import Flag
from notifications.announcing import announce
from notifications.kinds import FLAG


def tell(flag: Flag, **kwargs: Any) -> None:
    """Receiver of `post_flagged`."""
    notify(flag)


def notify(flag: Flag) -> int:
    """Tell the moderators, or the officers where there are none, of the first report of a post
    that waits; never whoever wrote or reported it. Returns how many are told now."""
    waiting = Flag.objects.filter(post=flag.post_id, resolved_at=None)
    if flag.resolved_at or waiting.filter(pk__lt=flag.pk).exists():
        return 0
    people = [person for person in _moderators() if person.pk != flag.post.author_id]
    return announce(FLAG, people, flag, by=flag.by)


def sweep(since: datetime) -> int:
    """Tell of the reports since then that nobody was told of. Returns how many are told now."""
    rows = Flag.objects.filter(at__gte=since, resolved_at=None).select_related("post__topic", "by")
    return sum(notify(flag) for flag in rows.iterator())


def _moderators() -> list[User]:
    people = User.objects.filter(is_active=True, is_bot=False)
    named = list(people.filter(groups__name=MODERATOR).distinct())
    if named:
        return named
    officers = Q(is_superuser=True) | Q(groups__name__in=(OFFICER, CURATOR))
    return list(people.filter(officers).distinct())
