"""Feeds that are asked for again and again, and answered with 304 while nothing is new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Freshness:
    """How many rows a feed tells of, and when one of them last changed."""

    count: int
    changed_at: datetime | None

    @property
    def etag(self) -> str:
        """Differs whenever a row came, went or changed, and between languages and hosts."""
        stamp = self.changed_at.timestamp() if self.changed_at else 0
        return quote_etag(f"{self.count}-{stamp:.6f}-{get_language()}-{settings.SITE_URL}")


def of(rows: QuerySet[Any], field: str) -> Freshness:
    """How fresh these rows are, in one query; `field` is when each last changed."""
    found = rows.order_by().aggregate(count=Count("pk"), changed_at=Max(field))
    return Freshness(found["count"], found["changed_at"])


def conditional(fresh: Callable[..., Freshness]) -> Callable[[View], View]:
    """A feed (of GET and HEAD) that sends ETag and Last-Modified, and answers 304 to a reader who
    has it. `fresh` takes what the feed takes, and may raise Http404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD"):
                return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
            state = fresh(request, *args, **kwargs)
            changed = int(state.changed_at.timestamp()) if state.changed_at else None
            response = get_conditional_response(request, state.etag, changed)
            if response is None:
                response = view(request, *args, **kwargs)
            response.headers["ETag"] = state.etag
            if changed is not None:
                response.headers["Last-Modified"] = http_date(changed)
            patch_cache_control(response, no_cache=True)
            patch_vary_headers(response, ["Cookie"])
            return response

        return wrapped

    return decorate
