"""Notices: read by everybody, written by officers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from notices import cookie
from notices.forms import NoticeForm
from notices.models import Notice
from pages import keyset


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """What is valid, in full; then what once was."""
    cursor = request.GET.get("sesudah", "")
    context = {
        "valid": [] if cursor else Notice.objects.valid(),
        "page": keyset.page(Notice.objects.past(), "valid_from", cursor),
    }
    return render(request, "notices/notice_list.html", context)


@require_safe
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice; officers read those too that are not valid yet."""
    officer = request.user.is_authenticated and request.user.is_officer
    notices = Notice.objects.all() if officer else Notice.objects.begun()
    return render(
        request, "notices/notice.html", {"notice": get_object_or_404(notices, pk=notice_id)}
    )


@require_POST
def notice_dismissal(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Put a notice away: the home page shows it no more in this browser."""
    notice = get_object_or_404(Notice.objects.begun(), pk=notice_id)
    response = redirect("forum:home")
    cookie.dismiss(request, response, notice.pk)
    return response


@officer_required
@require_safe
def notice_desk(request: MemberRequest) -> HttpResponse:
    """All notices, those to come too."""
    page = keyset.page(Notice.objects.all(), "valid_from", request.GET.get("sesudah", ""))
    return render(request, "notices/notice_desk.html", {"page": page})


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_new(request: MemberRequest) -> HttpResponse:
    return _form_page(request, Notice())


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_edit(request: MemberRequest, notice_id: int) -> HttpResponse:
    return _form_page(request, get_object_or_404(Notice, pk=notice_id))


def _form_page(request: MemberRequest, notice: Notice) -> HttpResponse:
    form = NoticeForm(request.POST if request.method == "POST" else None, instance=notice)
    if form.is_valid():
        form.instance.write(request.user)
        messages.success(request, _("The notice is saved."))
        return redirect("notices:notice_desk")
    status = 422 if form.is_bound else 200
    return render(request, "notices/notice_form.html", {"form": form}, status=status)


@officer_required
@require_POST
def notice_end(request: MemberRequest, notice_id: int) -> HttpResponse:
    """It is no longer valid."""
    get_object_or_404(Notice, pk=notice_id).end(request.user)
    messages.success(request, _("The notice is ended."))
    return redirect("notices:notice_desk")
