"""What came out, as Atom feeds: everything, of a subject with its parts, of a region."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from pages import freshness
from releases.models import Release
from releases.scope import Scope, get_scope

_NEWEST = 30


class ReleaseFeed(Feed):
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str = "", code: str = "") -> Scope:
        return get_scope(slug, code)

    def title(self, scope: Scope) -> str:
        return f"{_('Published')}: {scope.name} · {settings.OFFICE_SHORT_NAME}"

    def link(self, scope: Scope) -> str:
        return scope.address

    def feed_url(self, scope: Scope) -> str:
        return scope.feed_address

    def items(self, scope: Scope) -> QuerySet[Release]:
        return scope.releases.published().order_by("-published_at", "-pk")[:_NEWEST]

    def item_title(self, release: Release) -> str:
        return release.title

    def item_description(self, release: Release) -> str:
        facts = (str(release.subject), release.region_name, release.period, release.summary)
        return " · ".join(fact for fact in facts if fact)

    def item_pubdate(self, release: Release) -> datetime | None:
        return release.published_at

    def item_updateddate(self, release: Release) -> datetime:
        return release.updated_at

    def item_categories(self, release: Release) -> list[str]:
        return [str(release.subject)]


def _fresh(request: HttpRequest, slug: str = "", code: str = "") -> freshness.Freshness:
    return freshness.of(get_scope(slug, code).releases.published(), "updated_at")


feed = freshness.conditional(_fresh)(ReleaseFeed())
