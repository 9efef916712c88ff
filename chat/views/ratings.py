"""The asker rates how a conversation was served, or skips that."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.guards import MemberRequest
from chat.guards import get_own_conversation
from servicedesk.rate import rate


@login_required
@require_POST
def rating_new(request: MemberRequest, code: str) -> HttpResponse:
    return rate(request, get_own_conversation(request, code))
