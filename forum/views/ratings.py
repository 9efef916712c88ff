"""The asker of a topic rates how it was served, or skips that."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.guards import MemberRequest
from forum.guards import require
from forum.models import Topic
from servicedesk.rate import rate


@login_required
@require_POST
def rating_new(request: MemberRequest, code: str) -> HttpResponse:
    """The topic's asker alone."""
    topic = get_object_or_404(Topic.objects.with_head(), ticket__code=code)
    require(topic.author_id == request.user.pk)
    return rate(request, topic)
