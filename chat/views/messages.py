"""Sending a message, what is new, and what each side sees of the other."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest
from chat import admission
from chat.attachment_form import AttachmentForm
from chat.forms import MessageForm
from chat.guards import get_visible_conversation, is_office
from chat.models import Conversation, Message, Participant
from chat.reading import MOST_NEW, new_messages, seen_by_others
from chat.views.conversations import conversation_page, form_class, mark_read


@login_required
@never_cache
@require_POST
def message_new(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """Send one; the script gets its id, or what is wrong, as JSON."""
    conversation = get_visible_conversation(request, conversation_id)
    form = form_class(is_office(request, conversation))(request.POST)
    files = AttachmentForm(request.POST, request.FILES, user=request.user)
    attachments = files.keep() if files.is_valid() else None
    if "preview" in request.POST:  # a button beside the form, which opens a box in it
        return conversation_page(request, conversation, files, form)
    if form.is_valid() and attachments is not None:
        fault = admission.refusal(request.user)
        if not form.cleaned_data["body"] and not attachments:
            fault = _("Please write a message, or attach a file.")
        if not fault:
            return _sent(request, _send(request, conversation, form, attachments))
        form.add_error(None, fault)
    if _is_script(request):
        faults = [*form.errors.values(), *files.errors.values()]
        text = " ".join(str(fault) for row in faults for fault in row)
        return JsonResponse({"error": text}, status=422)
    return conversation_page(request, conversation, files, form, status=422)


def _send(
    request: MemberRequest, conversation: Conversation, form: MessageForm, attachments: list[str]
) -> Message:
    data = form.cleaned_data
    return Message.objects.send(
        conversation,
        author=request.user,
        body=data["body"],
        submission=data["submission"],
        status=data.get("status", ""),
        attachments=attachments,
    )


def _sent(request: HttpRequest, message: Message) -> HttpResponse:
    return JsonResponse({"id": message.pk}) if _is_script(request) else redirect(message)


def _is_script(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


@login_required
@never_cache
@require_safe
def conversation_news(request: MemberRequest, conversation_id: int) -> JsonResponse:
    """What came after the message `?sesudah=`, and how things stand: the head of the page, who is
    typing, how far the other side has read."""
    conversation = get_visible_conversation(request, conversation_id)
    rows = new_messages(conversation, request.GET.get("sesudah", ""))
    typing = Participant.objects.filter(conversation=conversation).besides(request.user).typing()
    context = {
        "conversation": conversation,
        "messages_new": rows,
        "is_office": is_office(request, conversation),
        "typing": list(typing.select_related("user")),
    }
    pieces = {
        name: render_to_string(f"chat/_{name}.html", context, request)
        for name in ("messages", "head", "typing")
    }
    return JsonResponse(
        {
            **pieces,
            "more": len(rows) == MOST_NEW,
            "seen": seen_by_others(conversation, request.user.pk),
        }
    )


@login_required
@require_POST
def conversation_mark(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """The reader has seen everything up to the message `dibaca`, or writes (`menulis`)."""
    conversation = get_visible_conversation(request, conversation_id)
    seen = request.POST.get("dibaca", "")
    if seen.isascii() and seen.isdigit():
        last = min(int(seen[:19]), conversation.last_id)
        mark_read(conversation, request.user, last)
    if "menulis" in request.POST:
        writes = request.POST["menulis"] == "1"
        Participant.objects.types(conversation, request.user, is_typing=writes)
    return HttpResponse(status=204)
