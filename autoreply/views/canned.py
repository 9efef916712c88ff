"""Canned replies: the officers' list of them, writing one, and using one."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from accounts.models import User
from autoreply import canned
from autoreply.canned_form import CannedReplyForm
from autoreply.matters import Matter, get_visible_matter
from autoreply.models import CannedReply
from chat.attachment_form import AttachmentForm
from chat.forms import OfficerMessageForm
from chat.views.conversations import conversation_page
from forum.models import Topic

_LONGEST_QUERY = 100


def _get_usable(officer: User, canned_id: int) -> CannedReply:
    """Raises Http404 for what is another team's or another officer's."""
    return get_object_or_404(CannedReply.objects.usable_by(officer), pk=canned_id)


@officer_required
@require_safe
def canned_list(request: MemberRequest) -> HttpResponse:
    """What the officer can use, by name, or with `?q=` what holds these words."""
    query = request.GET.get("q", "")[:_LONGEST_QUERY].strip()
    replies = CannedReply.objects.usable_by(request.user).select_related("team")
    if query:
        replies = replies.filter(Q(title__icontains=query) | Q(body__icontains=query))
    context = {"replies": replies.order_by("title", "pk"), "query": query}
    return render(request, "autoreply/canned/list.html", context)


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def canned_new(request: MemberRequest) -> HttpResponse:
    """Write one."""
    return _form_page(request, CannedReply())


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def canned_edit(request: MemberRequest, canned_id: int) -> HttpResponse:
    """Change one: whoever may use it may write it."""
    return _form_page(request, _get_usable(request.user, canned_id))


def _form_page(request: MemberRequest, reply: CannedReply) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = CannedReplyForm(request.user, data, instance=reply)
    if form.is_valid():
        form.save()
        messages.success(request, _("The canned reply is saved."))
        return redirect("autoreply:canned_list")
    status = 422 if form.is_bound else 200
    return render(request, "autoreply/canned/form.html", {"form": form}, status=status)


@officer_required
@require_POST
def canned_end(request: MemberRequest, canned_id: int) -> HttpResponse:
    """Delete one, for everybody who could use it."""
    _get_usable(request.user, canned_id).delete()
    messages.success(request, _("The canned reply is deleted."))
    return redirect("autoreply:canned_list")


@officer_required
@require_safe
def canned_near(request: MemberRequest, ticket_id: int) -> HttpResponse:
    """The rows of the panel beside the reply form: for what is asked, or for what is typed."""
    matter = get_visible_matter(request, ticket_id)
    context = canned.offered(request.user, matter, request.GET.get("q", ""))
    return render(request, "autoreply/canned/_near.html", context)


@officer_required
@require_POST
def canned_use(request: MemberRequest, canned_id: int, ticket_id: int) -> HttpResponse:
    """The filled text: as JSON for the script, which inserts it; else below what is written in the
    reply form, which is opened again."""
    reply = _get_usable(request.user, canned_id)
    matter = get_visible_matter(request, ticket_id)
    CannedReply.objects.count_use(reply.pk)
    text = canned.filled(reply, matter, request.user)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"text": text})
    if request.FILES or "kept" in request.POST:
        messages.warning(request, _("Please choose your files again: only the text was kept."))
    return _written(request, matter, text)


def _written(request: MemberRequest, matter: Matter, text: str) -> HttpResponse:
    """The page of the matter with the text in its reply form."""
    if isinstance(matter, Topic):
        canned.add_to_draft(request, matter, text)
        return redirect(f"{matter.get_absolute_url()}#reply")
    body = canned.below(request.POST.get("body", ""), text)
    form = OfficerMessageForm(initial={"body": body, "status": request.POST.get("status", "")})
    return conversation_page(request, matter, AttachmentForm(user=request.user), form)
