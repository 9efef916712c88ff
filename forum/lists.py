"""The lists of topics a reader can choose from, each in its own order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from forum.models import Follow, Reading
from forum.models.topic import TopicQuerySet
from servicedesk.moves import QUEUED

Reader = User | AnonymousUser


def _everything(user: Reader) -> Q:
    return Q()


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its address, its name, the field it is ordered by (falling), and which topics."""

    slug: str
    name: str | Promise
    field: str
    condition: Callable[[Any], Q | Exists] = _everything
    is_personal: bool = False


LATEST = Listing("", pgettext_lazy("list of topics", "Latest activity"), "last_activity_at")
LISTINGS = (
    LATEST,
    Listing("terbaru", pgettext_lazy("list of topics", "New"), "created_at"),
    Listing(
        "belum-terjawab",
        pgettext_lazy("list of topics", "Unanswered"),
        "created_at",
        lambda user: Q(ticket__status__in=QUEUED, ticket__first_officer_at=None, solution=None),
    ),
    Listing(
        "saya-juga",
        pgettext_lazy("list of topics", "Asked by many"),
        "me_too_count",
        lambda user: Q(me_too_count__gt=0),
    ),
    Listing(
        "diikuti",
        _("Followed by me"),
        "last_activity_at",
        lambda user: Exists(Follow.objects.filter(topic=OuterRef("pk"), user=user)),
        is_personal=True,
    ),
    Listing(
        "milik-saya",
        _("Asked by me"),
        "last_activity_at",
        lambda user: Q(author=user),
        is_personal=True,
    ),
)


def offered_to(user: Reader) -> list[Listing]:
    """The lists this reader can choose; strangers follow and ask nothing."""
    return [row for row in LISTINGS if user.is_authenticated or not row.is_personal]


def listing_named(slug: str, user: Reader) -> Listing:
    """The list with this address; the latest activity for any other text."""
    return next((row for row in offered_to(user) if row.slug == slug), LATEST)


def topics_in(listing: Listing, topics: TopicQuerySet, user: Reader) -> TopicQuerySet:
    """Those of `topics` that are in the list, with all that one line of it shows."""
    topics = topics.with_head().filter(listing.condition(user))
    if not user.is_authenticated:
        return topics
    read = Reading.objects.filter(topic=OuterRef("pk"), user=user)
    unread = read.filter(at__lt=OuterRef("last_activity_at"))
    return topics.annotate(is_unread=Exists(unread))
