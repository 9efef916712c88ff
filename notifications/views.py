"""The list behind the bell, and what a member wants to be told of."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guards import MemberRequest
from accounts.models import Bounce
from notifications import devices
from notifications.forms import PreferencesForm
from notifications.models import Notification, load_targets
from pages import keyset


@login_required
@require_safe
def notification_list(request: MemberRequest) -> HttpResponse:
    mine = Notification.objects.in_bell(request.user).grouped()
    page = keyset.page(mine, "created_at", request.GET.get("sesudah", ""))
    load_targets(page.rows)
    for row in page.rows:
        row.recipient = request.user
    context = {"page": page, "bounced": Bounce.objects.of(request.user.email).first()}
    return render(request, "notifications/notification_list.html", context)


@login_required
@require_POST
def notification_reading(request: MemberRequest, notification_id: int) -> HttpResponse:
    """Open what a notification is about; it is read then, and so are the replies it stands for,
    of which the first is opened, or the list where all of them stand."""
    rows = Notification.objects.filter(recipient=request.user)
    notification = get_object_or_404(rows, pk=notification_id)
    first, together = notification.first_of_group(), notification.address_of_group()
    notification.read()
    if together:
        return redirect(together)
    first.recipient = request.user
    if not first.is_visible:
        messages.info(request, _("What this was about can no longer be seen."))
        return redirect("notifications:notification_list")
    return redirect(first.get_absolute_url())


@login_required
@require_POST
def notification_reading_all(request: MemberRequest) -> HttpResponse:
    Notification.objects.filter(recipient=request.user).read_all()
    return redirect("notifications:notification_list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: MemberRequest) -> HttpResponse:
    """What the member is told of, by which channel, and when."""
    form = PreferencesForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.store()
        messages.success(request, _("Your choice is saved."))
        return redirect("notifications:preferences")
    context = {"form": form, "bounced": Bounce.objects.of(request.user.email).first()}
    context |= devices.shown_to(request.user)
    status = 422 if form.is_bound else 200
    return render(request, "notifications/preferences.html", context, status=status)


@login_required
@require_POST
def bounce_clearing(request: MemberRequest) -> HttpResponse:
    """The member says that their address works."""
    Bounce.objects.clear(request.user.email)
    messages.success(request, _("E-mails are sent to your address again."))
    return redirect("notifications:preferences")
