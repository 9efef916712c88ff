"""Atom feeds of the lists that everybody may read."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from forum import lists
from forum.models import Category, Tag, Topic
from forum.models.topic import TopicQuerySet
from pages.atom import AtomFeed
from textmatch import region_names

_NEWEST = 30


@dataclass(frozen=True, slots=True)
class Subject:
    """What a feed tells of: its name, the page it follows, and its topics in their order."""

    name: str
    address: str
    topics: QuerySet[Topic]


class TopicFeed(Feed):
    """The newest of all topics, or of the list that `?daftar=` names."""

    feed_type = AtomFeed

    def get_object(self, request: HttpRequest, **kwargs: str) -> Subject:
        listing = lists.listing_named(request.GET.get("daftar", ""), AnonymousUser())
        name, address, topics = self.about(**kwargs)
        rows = lists.topics_in(listing, topics.public(), AnonymousUser())
        return Subject(name, address, rows.order_by(f"-{listing.field}", "-pk")[:_NEWEST])

    def about(self) -> tuple[str, str, TopicQuerySet]:
        """The name, the page and the topics, before the list is chosen."""
        return _("Topics"), reverse("forum:topic_list"), Topic.objects.all()

    def title(self, subject: Subject) -> str:
        return f"{subject.name} · {settings.OFFICE_SHORT_NAME}"

    def link(self, subject: Subject) -> str:
        return subject.address

    def items(self, subject: Subject) -> QuerySet[Topic]:
        return subject.topics.prefetch_related("tags")

    def item_title(self, topic: Topic) -> str:
        return topic.title

    def item_description(self, topic: Topic) -> str:
        return f"{topic.category} · {topic.ticket.get_status_display()}"

    def item_author_name(self, topic: Topic) -> str:
        return topic.shown_author

    def item_pubdate(self, topic: Topic) -> datetime:
        return topic.created_at

    def item_updateddate(self, topic: Topic) -> datetime:
        return topic.last_activity_at

    def item_categories(self, topic: Topic) -> list[str]:
        return [str(topic.category), *map(str, topic.tags.all())]


class CategoryFeed(TopicFeed):
    def about(self, *, slug: str) -> tuple[str, str, TopicQuerySet]:  # type: ignore[override]
        category = get_object_or_404(Category, slug=slug)
        return category.name, category.get_absolute_url(), Topic.objects.filter(category=category)


class TagFeed(TopicFeed):
    def about(self, *, slug: str) -> tuple[str, str, TopicQuerySet]:  # type: ignore[override]
        tag = get_object_or_404(Tag, slug=slug)
        return tag.name, tag.get_absolute_url(), Topic.objects.filter(tags=tag)


class RegionFeed(TopicFeed):
    def about(self, *, code: str) -> tuple[str, str, TopicQuerySet]:  # type: ignore[override]
        if code not in region_names():
            raise Http404
        topics = Topic.objects.filter(region=code)
        return region_names()[code], reverse("forum:region", args=[code]), topics
