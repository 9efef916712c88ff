"""Ending letters from the letter itself, without a log-in (RFC 8058)."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.functional import Promise
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from notifications.addresses import read_unsubscribe
from notifications.kind import Timing
from notifications.kinds import KINDS
from notifications.models import Channel, Preference
from notifications.models.preference import EVERYTHING


# A mail program posts here by itself; the signed token is what proves that it may.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscription(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, since programs follow links in letters; POST ends letters of the one kind, or all
    of them (`semua`). In the language of whoever gets the letters."""
    try:
        user_id, what = read_unsubscribe(token)
    except BadSignature:
        raise Http404 from None
    member = get_object_or_404(User, pk=user_id)
    if request.method == "POST":
        _stop(member, EVERYTHING if "semua" in request.POST else what)
    with translation.override(member.letter_language):
        context = {
            "what": _named(what),
            "done": request.method == "POST",
            "everything": "semua" in request.POST,
        }
        response = render(request, "notifications/unsubscription.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _stop(member: User, what: str) -> None:
    if what in (Timing.DAILY, Timing.WEEKLY):
        Preference.objects.stop_digest(member, what)
    else:
        Preference.objects.choose(member, what, Channel.EMAIL, Timing.OFF)


def _named(what: str) -> str | Promise:
    """The kind, or the digest, in words; "" for a kind that is no more."""
    if what in KINDS:
        return KINDS[what].label
    return Timing(what).label if what in Timing.values else ""
