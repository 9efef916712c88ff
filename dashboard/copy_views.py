"""From private to public: an officer prepares a copy, its asker agrees, it is published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.guards import MemberRequest, officer_required
from chat.guards import get_visible_conversation
from chat.models import Conversation
from dashboard.copy_form import CopyForm
from dashboard.copying import first_draft
from dashboard.models import PublicCopy
from dashboard.models.public_copy import TEXTS


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def copy_edit(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """Write the copy; with the button `ask` its asker is asked, too."""
    conversation = get_visible_conversation(request, conversation_id)
    copy = PublicCopy.objects.filter(conversation=conversation).first()
    if request.method != "POST":
        initial = _texts(copy) if copy else first_draft(conversation)
        return _page(request, conversation, copy, CopyForm(initial=initial))
    form = CopyForm(request.POST)
    if not form.is_valid():
        return _page(request, conversation, copy, form, status=422)
    copy = copy or PublicCopy(conversation=conversation)
    try:
        copy.write(request.user, **form.cleaned_data)
    except ValidationError as fault:
        form.add_error(None, fault)
        return _page(request, conversation, copy, form, status=409)
    if "ask" in request.POST:
        copy.ask(request.user)
        messages.success(request, _("Saved. The asker sees it in the conversation and is asked."))
    else:
        messages.success(request, _("Saved."))
    return redirect("dashboard:copy_edit", conversation.pk)


def _texts(copy: PublicCopy) -> dict[str, object]:
    return {name: getattr(copy, name) for name in TEXTS}


def _page(
    request: MemberRequest,
    conversation: Conversation,
    copy: PublicCopy | None,
    form: CopyForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"conversation": conversation, "copy": copy, "form": form}
    return render(request, "dashboard/copy_edit.html", context, status=status)


@officer_required
@require_POST
def copy_publication(request: MemberRequest, conversation_id: int) -> HttpResponse:
    conversation = get_visible_conversation(request, conversation_id)
    copy = get_object_or_404(PublicCopy, conversation=conversation)
    try:
        topic = copy.publish(request.user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return redirect("dashboard:copy_edit", conversation.pk)
    messages.success(request, _("Published."))
    return redirect(topic)


@login_required
@require_POST
def copy_consent(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """The asker, and nobody else, agrees to the text they read, or declines."""
    mine = Conversation.objects.filter(author=request.user)
    conversation = get_object_or_404(mine, pk=conversation_id)
    copy = get_object_or_404(PublicCopy, conversation=conversation)
    said = request.POST.get("agrees", "")
    revision = request.POST.get("revision", "")
    try:
        if said not in ("yes", "no") or not (revision.isascii() and revision.isdigit()):
            raise ValidationError(_("Please choose one of the two buttons."))
        copy.decide(request.user, int(revision[:9]), agrees=said == "yes")
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, _("Thank you. Your decision is noted."))
    return redirect(conversation)
