"""The releases and their subjects, for search engines."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from releases.models import Release, ReleaseQuerySet, Subject

_PART = 5_000


class ReleaseSitemap(Sitemap):
    limit = _PART

    def items(self) -> ReleaseQuerySet:
        return Release.objects.only("pk", "title", "updated_at").order_by("pk")

    def lastmod(self, release: Release) -> datetime:
        return release.updated_at


class SubjectSitemap(Sitemap):
    def items(self) -> QuerySet[Subject]:
        return Subject.objects.order_by("pk")
