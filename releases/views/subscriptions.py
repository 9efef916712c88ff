"""What a member wants to hear of: subjects and regions, without asking anything."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest
from releases.forms import SubscriptionForm
from releases.models import Subscription


@login_required
@require_safe
def subscription_list(request: MemberRequest) -> HttpResponse:
    return _page(request, SubscriptionForm())


@login_required
@require_POST
def subscription_new(request: MemberRequest) -> HttpResponse:
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    data = form.cleaned_data
    Subscription.objects.start(request.user, data["subject"], data["region"])
    messages.success(request, _("You will hear of these releases."))
    return redirect(_back(request))


@login_required
@require_POST
def subscription_end(request: MemberRequest, subscription_id: int) -> HttpResponse:
    mine = Subscription.objects.filter(user=request.user)
    get_object_or_404(mine, pk=subscription_id).delete()
    messages.success(request, _("You will no longer hear of these releases."))
    return redirect(_back(request))


def _page(request: MemberRequest, form: SubscriptionForm, *, status: int = 200) -> HttpResponse:
    mine = Subscription.objects.filter(user=request.user).select_related("subject")
    context = {"form": form, "subscriptions": mine.order_by("subject__name", "region", "pk")}
    return render(request, "releases/subscription_list.html", context, status=status)


def _back(request: MemberRequest) -> str:
    """The page of this site that the form stood on."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return target
    return "releases:subscription_list"
