"""The one address that open pages ask for what is new."""

import json
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dashboard.live import Page, state
from pages import moment


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """How things stand for the page; 204 while it is as the answer with the version `?v=` said."""
    asked = request.GET
    page = Page(
        conversation=_number(asked.get("percakapan", "")),
        topic=_number(asked.get("topik", "")),
        replies=_number(asked.get("balasan", "")),
        desk="meja" in asked,
        office="kantor" in asked,
    )
    found = state(request.user, page, moment.now())
    version = blake2b(json.dumps(found).encode(), digest_size=8).hexdigest()
    if version == asked.get("v"):
        return HttpResponse(status=204)
    return JsonResponse({**found, "v": version})


def _number(text: str) -> int:
    """A key of the database; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
