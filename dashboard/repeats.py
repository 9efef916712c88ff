"""Questions that keep coming back: an original and the topics that repeat it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from forum.models import Duplicate, Topic
from forum.models.duplicate import State


@dataclass(frozen=True, slots=True)
class Cluster:
    """A question asked more than once: the original, its repeats, and how many people asked."""

    original: Topic
    repeats: list[Duplicate]

    @property
    def askers(self) -> int:
        return len({self.original.author_id, *(row.topic.author_id for row in self.repeats)})

    @property
    def confirmed(self) -> int:
        return sum(row.state == State.CONFIRMED for row in self.repeats)


def clusters(since: datetime, limit: int = 10) -> list[Cluster]:
    """The most repeated questions among topics opened since then, confirmed or not yet judged."""
    alive = Q(repeated_by__topic__created_at__gte=since) & ~Q(repeated_by__state=State.REJECTED)
    originals = (
        Topic.objects.with_head()
        .annotate(times=Count("repeated_by", filter=alive))
        .filter(times__gt=0)
        .order_by("-times", "-pk")[:limit]
    )
    found = {original.pk: Cluster(original, []) for original in originals}
    repeats = (
        Duplicate.objects.filter(original__in=found, topic__created_at__gte=since)
        .exclude(state=State.REJECTED)
        .select_related("topic__author", "topic__ticket")
        .order_by("-topic__created_at")
    )
    for row in repeats:
        found[row.original_id].repeats.append(row)
    return list(found.values())
