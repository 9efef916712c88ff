"""Moderators suspend a member, and lift the suspension."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.guards import MemberRequest, moderator_required
from accounts.models import Suspension, User
from forum.forms import SuspensionForm
from forum.guards import require


@moderator_required
@require_http_methods(["GET", "HEAD", "POST"])
def suspension_new(request: MemberRequest, user_id: int) -> HttpResponse:
    require(request.user.is_moderator)
    member = get_object_or_404(User, pk=user_id, is_bot=False)
    require(not member.may_moderate)
    form = SuspensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        Suspension.objects.create(user=member, by=request.user, **form.cleaned_data)
        messages.success(request, _("The member may not post until then."))
        return redirect("forum:suspension_new", member.pk)
    past = member.suspensions.select_related("by", "lifted_by")
    context = {"form": form, "member": member, "suspensions": past}
    status = 422 if request.method == "POST" else 200
    return render(request, "forum/suspension_new.html", context, status=status)


@moderator_required
@require_POST
def suspension_end(request: MemberRequest, suspension_id: int) -> HttpResponse:
    require(request.user.is_moderator)
    suspension = get_object_or_404(Suspension, pk=suspension_id)
    suspension.lift(request.user)
    messages.success(request, _("The suspension is lifted."))
    return redirect("forum:suspension_new", suspension.user_id)
