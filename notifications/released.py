"""Telling people that data came out which they subscribed to, or which a topic waited for."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django_tasks import task

from accounts.models import User
from notifications.announcing import announce
from notifications.kinds import RELEASE
from notifications.models import Notification
from pages import tasks
from releases.models import Release, ReleaseEvent
from releases.subscribers import subscribers_of

# More are not told inside the officer's request: the sweeper tells them.
_MOST_IN_REQUEST = 500


def tell(release: Release, **kwargs: Any) -> None:
    """Receiver of `release_published`."""
    tasks.enqueue(tell_release, release.pk)


@task()
def tell_release(release_id: int) -> int:
    """Tell of a release beside the page. Returns how many are told now."""
    release = Release.objects.filter(pk=release_id).first()
    return notify(release, in_request=tasks.is_immediate()) if release else 0


def notify(release: Release, *, in_request: bool = False) -> int:
    """Tell whoever subscribed to it or follows a topic that waited for it, and did so when it came
    out; but whoever published it. Returns how many are told now: none where a request would have
    to wait for too many."""
    publication = release.events.filter(kind=ReleaseEvent.Kind.PUBLISHED).last()
    if publication is None or not release.is_news:
        return 0
    step = _publications_before(publication)
    people = _people(release, publication.at)
    missing = Notification.objects.missing_in(people, RELEASE, release, step)
    if in_request and len(missing) > _MOST_IN_REQUEST:
        return 0
    return announce(RELEASE, missing, release, by=publication.by, step=step)


def withdraw(release: Release, **kwargs: Any) -> None:
    """Receiver of `release_withdrawn`: the bell forgets it; letters on their way are not sent."""
    Notification.objects.of(RELEASE, release).filter(is_shown=True).update(is_shown=False)


def sweep(since: datetime) -> int:
    """Tell of the releases since then that somebody was not told of. Returns how many are told
    now."""
    releases = Release.objects.filter(published_at__gte=since).order_by("published_at", "pk")
    return sum(notify(release) for release in releases)


def _people(release: Release, by: datetime) -> QuerySet[User]:
    """The asker of a topic is told that the status of the request changed."""
    waiting = User.objects.filter(
        follows__topic__awaited_release=release, follows__since__lte=by, is_active=True
    )
    followers = waiting.exclude(topics__awaited_release=release)
    subscribers = subscribers_of(release, by).values("pk")
    return User.objects.filter(pk__in=subscribers.union(followers.values("pk")))


def _publications_before(publication: ReleaseEvent) -> int:
    """How often it came out and was taken back: each time is an event of its own."""
    return ReleaseEvent.objects.filter(
        release=publication.release_id, kind=publication.kind, pk__lt=publication.pk
    ).count()
