"""The curated answers, for search engines."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from autoreply.models import Answer
from autoreply.models.answer import AnswerQuerySet


class AnswerSitemap(Sitemap):
    def items(self) -> AnswerQuerySet:
        return Answer.objects.public().order_by("pk")

    def lastmod(self, answer: Answer) -> datetime:
        return answer.updated_at
