"""A member's conversations, one of them, and beginning another."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guards import MemberRequest
from accounts.models import User
from chat import admission
from chat.attachment_form import AttachmentForm
from chat.forms import ConversationForm, MessageForm, OfficerMessageForm
from chat.guards import get_visible_conversation, is_office
from chat.models import Conversation, Participant
from chat.reading import read_page, seen_by_others
from chat.signals import conversation_read
from pages import keyset
from servicedesk.forms import MoveForm
from servicedesk.moves import Status, may_move


@login_required
@never_cache
@require_safe
def conversation_list(request: MemberRequest) -> HttpResponse:
    """The reader's own conversations; officers reach others from the desk."""
    mine = Conversation.objects.with_head().with_unread(request.user).filter(author=request.user)
    page = keyset.page(mine, "last_activity_at", request.GET.get("sesudah", ""))
    return render(request, "chat/conversation_list.html", {"page": page})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_new(request: MemberRequest) -> HttpResponse:
    """Ask in private. `?q=` is what was typed into the box, `?dari=` the path of a topic."""
    if request.method != "POST":
        initial = {"title": request.GET.get("q", "")[:500], "origin": request.GET.get("dari", "")}
        return _ask(request, ConversationForm(initial=initial), AttachmentForm(user=request.user))
    form = ConversationForm(request.POST)
    files = AttachmentForm(request.POST, request.FILES, user=request.user)
    attachments = files.keep() if files.is_valid() else None
    if form.is_valid() and attachments is not None:
        refusal = admission.refusal(request.user, opening=True)
        if not refusal:
            return redirect(_open(request, form, attachments))
        form.add_error(None, refusal)
    return _ask(request, form, files, status=422)


def _ask(
    request: MemberRequest, form: ConversationForm, files: AttachmentForm, status: int = 200
) -> HttpResponse:
    context = {"form": form, "files": files}
    return render(request, "chat/conversation_new.html", context, status=status)


def _open(request: MemberRequest, form: ConversationForm, attachments: list[str]) -> Conversation:
    opened = Conversation.objects.open(
        author=request.user, attachments=attachments, **form.cleaned_data
    )
    said = _("Your message is with the office. Ticket code: %(code)s")
    messages.success(request, said % {"code": opened.ticket.code})
    return opened


@login_required
@never_cache
@require_safe
def conversation(request: MemberRequest, conversation_id: int) -> HttpResponse:
    found = get_visible_conversation(request, conversation_id)
    return conversation_page(request, found, AttachmentForm(user=request.user))


def conversation_page(
    request: MemberRequest,
    conversation: Conversation,
    files: AttachmentForm,
    form: MessageForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The conversation, with its form empty, or as it was sent; shown, it is read."""
    page = read_page(
        conversation,
        before=request.GET.get("sebelum", ""),
        named=request.GET.get("pesan", ""),
    )
    if page.is_latest and page.messages:
        mark_read(conversation, request.user, page.messages[-1].pk)
    office = is_office(request, conversation)
    context: dict[str, Any] = {
        "conversation": conversation,
        "page": page,
        "form": form or form_class(office)(),
        "files": files,
        "is_office": office,
        "seen_up_to": seen_by_others(conversation, request.user.pk),
        "may_end": not office and may_move(conversation.ticket.status, "resolved", officer=False),
    }
    if office:
        context["move_form"] = MoveForm(conversation)
        context["others"] = conversation.ticket.presences.others(request.user)
    return render(request, "chat/conversation.html", context, status=status)


def mark_read(conversation: Conversation, reader: User, message_id: int) -> None:
    """The reader has the conversation before them, and has seen it up to this message."""
    Participant.objects.saw(conversation, reader, message_id)
    conversation_read.send_robust(sender=Conversation, conversation=conversation, reader=reader)


def form_class(office: bool) -> type[MessageForm]:
    """The form to write with: an officer's says what becomes of the ticket."""
    return OfficerMessageForm if office else MessageForm


@login_required
@require_POST
def conversation_end(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """The asker has what they needed."""
    found = get_visible_conversation(request, conversation_id)
    ticket = found.ticket
    if is_office(request, found):
        messages.error(request, _("Only the asker can say so here."))
    elif may_move(ticket.status, Status.RESOLVED, officer=False):
        ticket.move(Status.RESOLVED, request.user)
        messages.success(request, _("Thank you. The request is resolved."))
    return redirect(found)
