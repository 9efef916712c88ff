"""Officers judge which topics repeat an earlier one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from forum import duplicates
from forum.models import Duplicate
from forum.models.duplicate import State

_SHOWN = 50


@officer_required
@require_safe
def duplicate_list(request: MemberRequest) -> HttpResponse:
    return render(
        request,
        "forum/duplicate_list.html",
        {
            "duplicates": Duplicate.objects.to_decide()[:_SHOWN],
            "decided": Duplicate.objects.decided()[:_SHOWN],
        },
    )


@officer_required
@require_POST
def duplicate_confirmation(request: MemberRequest, duplicate_id: int) -> HttpResponse:
    duplicate = _to_decide(duplicate_id)
    duplicates.confirm(duplicate, request.user)
    messages.success(request, _("Marked as a duplicate."))
    return redirect("forum:duplicate_list")


@officer_required
@require_POST
def duplicate_rejection(request: MemberRequest, duplicate_id: int) -> HttpResponse:
    duplicates.reject(_to_decide(duplicate_id), request.user)
    messages.success(request, _("Kept as a question of its own."))
    return redirect("forum:duplicate_list")


@officer_required
@require_POST
def duplicate_undoing(request: MemberRequest, duplicate_id: int) -> HttpResponse:
    decided = Duplicate.objects.exclude(state=State.CANDIDATE)
    duplicates.undo(get_object_or_404(decided, pk=duplicate_id), request.user)
    messages.success(request, _("Taken back: the pair waits to be judged again."))
    return redirect("forum:duplicate_list")


def _to_decide(duplicate_id: int) -> Duplicate:
    return get_object_or_404(
        Duplicate.objects.select_related("topic__ticket", "original"),
        pk=duplicate_id,
        state=State.CANDIDATE,
    )
