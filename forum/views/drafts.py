"""Saving what is being written, now and then, for those with a script."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

from accounts.guards import MemberRequest
from forum import drafts

_FORMS = frozenset({"forum:topic_new", "forum:post_new"})


@login_required
@require_POST
def draft_saving(request: MemberRequest) -> HttpResponse:
    path = request.POST.get("path", "")
    try:
        known = resolve(path).view_name in _FORMS
    except Resolver404:
        known = False
    if not known:
        raise BadRequest("There is no form at this address.")
    drafts.keep(request, path)
    return HttpResponse(status=204)
