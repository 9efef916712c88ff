"""The notices as an Atom feed."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from notices.models import Notice
from pages import freshness, markdown

_NEWEST = 20


class NoticeFeed(Feed):
    feed_type = Atom1Feed

    def title(self) -> str:
        return f"{_('Notices')} · {settings.OFFICE_SHORT_NAME}"

    def link(self) -> str:
        return reverse("notices:notice_list")

    def items(self) -> QuerySet[Notice]:
        return Notice.objects.begun().order_by("-valid_from", "-pk")[:_NEWEST]

    def item_title(self, notice: Notice) -> str:
        return f"{notice.get_kind_display()}: {notice.title}"

    def item_description(self, notice: Notice) -> str:
        return markdown.render(notice.body)

    def item_pubdate(self, notice: Notice) -> datetime:
        return notice.created_at

    def item_updateddate(self, notice: Notice) -> datetime:
        return notice.updated_at


def _fresh(request: HttpRequest) -> freshness.Freshness:
    return freshness.of(Notice.objects.begun(), "updated_at")


feed = freshness.conditional(_fresh)(NoticeFeed())
