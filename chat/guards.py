"""Which conversations a reader may open. Nobody else learns that they exist."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.guards import MemberRequest
from chat.models import Conversation, Opening
from servicedesk.models import Ticket


def get_visible_conversation(request: HttpRequest, conversation_id: int) -> Conversation:
    """The conversation, for its asker and those at the office who answer for it; an officer's
    looking into it is recorded. Raises Http404 for everybody else."""
    rows = Conversation.objects.visible_to(request.user).with_head()
    conversation = get_object_or_404(rows, pk=conversation_id)
    if conversation.author_id != request.user.pk:
        Opening.objects.record(conversation, request.user)  # type: ignore[arg-type]
    return conversation


def get_own_conversation(request: MemberRequest, code: str) -> Conversation:
    """The reader's own conversation with this ticket code. Raises Http404."""
    rows = Conversation.objects.with_head().filter(author=request.user)
    return get_object_or_404(rows, ticket=get_object_or_404(Ticket, code=code))


def is_office(request: HttpRequest, conversation: Conversation) -> bool:
    """Whether this reader, who may open the conversation, speaks for the office in it. An officer
    who asks for themselves is an asker."""
    return request.user.pk != conversation.author_id
