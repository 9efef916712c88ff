"""The notices that are valid, for search engines."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from notices.models import Notice, NoticeQuerySet


class NoticeSitemap(Sitemap):
    def items(self) -> NoticeQuerySet:
        return Notice.objects.valid().order_by("pk")

    def lastmod(self, notice: Notice) -> datetime:
        return notice.updated_at
