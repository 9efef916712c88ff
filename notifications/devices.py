"""The browsers a member is told on: taking one up, listing them, letting one go."""

import re
from base64 import urlsafe_b64decode
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest
from accounts.models import User
from notifications import webpush
from notifications.models import PushSubscription
from notifications.models.push_subscription import (
    MOST_SUBSCRIPTIONS,
    TooManySubscriptionsError,
)

_BASE64URL = re.compile(r"[A-Za-z0-9_-]+={0,2}", re.ASCII)
# A point of P-256 in its uncompressed form, and the secret of RFC 8291.
_POINT_BYTES, _SECRET_BYTES = 65, 16


class PushSubscriptionForm(forms.Form):
    """What a browser's PushSubscription says of itself."""

    endpoint = forms.CharField(max_length=500)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=30)

    def clean_endpoint(self) -> str:
        endpoint: str = self.cleaned_data["endpoint"]
        try:
            webpush.refuse_strange(endpoint)
        except webpush.ForbiddenAddressError:
            raise ValidationError("endpoint") from None
        return endpoint

    def clean_p256dh(self) -> str:
        value: str = self.cleaned_data["p256dh"]
        point = _bytes(value)
        if len(point) != _POINT_BYTES or point[0] != 4:
            raise ValidationError("p256dh")
        return value

    def clean_auth(self) -> str:
        value: str = self.cleaned_data["auth"]
        if len(_bytes(value)) != _SECRET_BYTES:
            raise ValidationError("auth")
        return value


def _bytes(value: str) -> bytes:
    if not _BASE64URL.fullmatch(value):
        return b""
    bare = value.rstrip("=")
    try:
        return urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except ValueError:
        return b""


def shown_to(user: User) -> dict[str, Any]:
    """What the settings page shows of pushing; nothing where this site does not."""
    if not webpush.is_on():
        return {}
    devices = PushSubscription.objects.filter(user=user).order_by("-created_at", "-pk")
    return {"push_key": settings.VAPID_PUBLIC_KEY, "devices": devices}


@login_required
@require_POST
def push_new(request: MemberRequest) -> HttpResponse:
    """A browser, which its own script sends here, is told from now on. 422 with a sentence where
    it cannot be."""
    _require_push()
    form = PushSubscriptionForm(request.POST)
    if not form.is_valid():
        return _refusal(_("Your browser offers a way of notifying that this site cannot use."))
    try:
        PushSubscription.objects.subscribe(request.user, **form.cleaned_data)
    except TooManySubscriptionsError:
        words = _("You are already notified on %(most)d devices. Remove one first.")
        return _refusal(words % {"most": MOST_SUBSCRIPTIONS})
    messages.success(request, _("You are notified on this device from now on."))
    return HttpResponse(status=204)


def _refusal(words: str) -> HttpResponse:
    return HttpResponse(words, status=422, content_type="text/plain; charset=utf-8")


@login_required
@require_POST
def push_end(request: MemberRequest) -> HttpResponse:
    """One of the member's own browsers is let go; safe to repeat."""
    endpoint = request.POST.get("endpoint", "")
    PushSubscription.objects.filter(user=request.user, endpoint=endpoint).delete()
    messages.success(request, _("You are no longer notified on that device."))
    return redirect("notifications:preferences")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows pushes. At the root, since it works only for what lies beneath."""
    _require_push()
    response = render(request, "notifications/service_worker.js", content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _require_push() -> None:
    if not webpush.is_on():
        raise Http404
