"""Topics that wait for a data release: back to the queue once it is out."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from accounts.models import User
from forum.models import Topic
from pages import tasks
from releases.models import Release
from servicedesk.models import Ticket
from servicedesk.moves import Status


def on_published(release: Release, **kwargs: Any) -> None:
    """Receiver of `release_published`."""
    tasks.enqueue(return_topics, release.pk)


@task()
def return_topics(release_id: int) -> int:
    """Return the topics that wait for this release, beside the page. Returns how many; safe to
    repeat."""
    return _return(Topic.objects.waiting_in_vain().filter(awaited_release=release_id))


def sweep() -> int:
    """Return every topic whose release is out, also where the signal was missed. Returns how many;
    safe to repeat."""
    return _return(Topic.objects.waiting_in_vain())


def _return(topics: Any) -> int:
    bot = User.objects.bot()
    waiting = topics.select_related("awaited_release").order_by("pk")
    return sum(_returned(topic, bot) for topic in waiting)


def _returned(topic: Topic, bot: User) -> bool:
    """Bring one back, unless somebody moved it meanwhile."""
    with transaction.atomic():
        ticket = Ticket.objects.select_for_update().get(pk=topic.ticket_id)
        if ticket.status != Status.WAITING_RELEASE:
            return False
        # The note stands in the topic for everybody: in the office's language.
        with override("id"):
            note = _("Released: %(title)s") % {"title": topic.awaited_release}
        ticket.move(Status.IN_PROGRESS, bot, note=note[:300])
    return True
