"""What officers do to the request behind a conversation, and what they see beside it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from chat.guards import get_visible_conversation
from chat.models import Conversation
from servicedesk import officer_acts
from servicedesk.forms import MoveForm
from servicedesk.matter import Matter
from servicedesk.officer_acts import Act

_SHOWN = 5


@officer_required
@require_POST
def conversation_claim(request: MemberRequest, conversation_id: int) -> HttpResponse:
    conversation = get_visible_conversation(request, conversation_id)
    conversation.ticket.claim(request.user)
    messages.success(request, _("You are in charge of this conversation."))
    return redirect(conversation)


@officer_required
@require_safe
def conversation_context(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """Notes, who had it, and what is near: a piece of the page, or a page of its own."""
    return _context.page(request, get_visible_conversation(request, conversation_id))


def _beside(request: MemberRequest, conversation: Matter) -> dict[str, Any]:
    """What the same person asked in private before, as far as this officer may open it."""
    earlier = Conversation.objects.visible_to(request.user).filter(author=conversation.author_id)
    rows = earlier.filter(pk__lt=conversation.pk).with_head().order_by("-pk")
    return {"earlier": list(rows[:_SHOWN])}


def _giving_away(act: Act) -> Act:
    """An act after which the officer may no longer answer for the conversation."""

    def done(request: MemberRequest, conversation: Matter) -> HttpResponse:
        response = act(request, conversation)
        mine = Conversation.objects.visible_to(request.user).filter(pk=conversation.pk)
        return response if mine.exists() else redirect("dashboard:desk")

    return done


_find = get_visible_conversation
_context = officer_acts.Context(_beside)
conversation_status = officer_acts.for_officers(officer_acts.moving(MoveForm), _find)
conversation_presence = officer_acts.for_officers(officer_acts.presence, _find)
conversation_assignment = officer_acts.for_officers(_giving_away(_context.assignment), _find)
conversation_handover = officer_acts.for_officers(_giving_away(_context.handover), _find)
conversation_classification = officer_acts.for_officers(_context.classification, _find)
conversation_note = officer_acts.for_officers(_context.note, _find)
