"""Count again what is kept beside topics and posts."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from forum.models import Attachment, Post, Reaction, Topic
from forum.models.state import State


class Command(BaseCommand):
    help = "Repairs the counts of replies, me-too votes, helpful votes and attachments."

    def handle(self, *args: Any, **options: Any) -> None:
        replies = Post.objects.exclude(path="").filter(state=State.PUBLIC)
        repaired = (
            _repair(Topic.objects.all(), "reply_count", _counted(replies, "topic"))
            + _repair(
                Topic.objects.all(),
                "me_too_count",
                _counted(Reaction.objects.filter(post=None), "topic"),
            )
            + _repair(Post.objects.all(), "helpful_count", _counted(Reaction.objects.all(), "post"))
            + _repair(
                Post.objects.all(), "attachment_count", _counted(Attachment.objects.all(), "post")
            )
        )
        self.stdout.write(f"{repaired} counts repaired.")


def _counted(rows: QuerySet[Any], parent: str) -> Coalesce:
    """How many of the rows belong to the parent that is being looked at."""
    own = rows.filter(**{parent: OuterRef("pk")}).order_by().values(parent)
    return Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0)


def _repair(rows: QuerySet[Any], field: str, counted: Coalesce) -> int:
    """Set the field where it is wrong. Returns how many were."""
    return rows.annotate(counted=counted).exclude(counted=F(field)).update(**{field: counted})
