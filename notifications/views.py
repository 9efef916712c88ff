"""The list behind the bell."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest
from notifications.models import Notification
from pages import keyset, moment


@login_required
@require_safe
def notification_list(request: MemberRequest) -> HttpResponse:
    mine = Notification.objects.filter(recipient=request.user).with_target()
    page = keyset.page(mine, "created_at", request.GET.get("sesudah", ""))
    return render(request, "notifications/notification_list.html", {"page": page})


@login_required
@require_POST
def notification_reading(request: MemberRequest, notification_id: int) -> HttpResponse:
    """Open what a notification is about; it is read then."""
    notification = get_object_or_404(
        Notification.objects.with_target(),
        pk=notification_id,
        recipient=request.user,
    )
    if notification.read_at is None:
        notification.read_at = moment.now()
        notification.save(update_fields=["read_at"])
    return redirect(notification)


@login_required
@require_POST
def notification_reading_all(request: MemberRequest) -> HttpResponse:
    Notification.objects.filter(recipient=request.user).read_all()
    return redirect("notifications:notification_list")
