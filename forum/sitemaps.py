"""What search engines are told of: public topics and categories, in parts of 5,000."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from forum.models import Category, Topic

_PART = 5_000


class TopicSitemap(Sitemap):
    limit = _PART

    def items(self) -> QuerySet[Topic]:
        return Topic.objects.public().only("pk", "title", "last_activity_at").order_by("pk")

    def lastmod(self, topic: Topic) -> datetime:
        return topic.last_activity_at


class CategorySitemap(Sitemap):
    def items(self) -> QuerySet[Category]:
        return Category.objects.all()
