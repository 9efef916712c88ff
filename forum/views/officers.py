"""What officers do to the request behind a topic, and what they see beside it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from forum import moderation
from forum.guards import get_visible_topic
from forum.models import Topic
from forum.move_form import TopicMoveForm
from servicedesk import officer_acts

_SHOWN = 5


@officer_required
@require_POST
def topic_claim(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    moderation.take_charge(topic, request.user)
    messages.success(request, _("You are in charge of this topic."))
    return redirect(topic)


@officer_required
@require_safe
def topic_context(request: MemberRequest, topic_id: int) -> HttpResponse:
    """Notes, who had it, and what is near: a piece of the topic's page, or a page of its own."""
    return _context.page(request, get_visible_topic(request, topic_id))


def _beside(request: MemberRequest, topic: Any) -> dict[str, Any]:
    """What the same person asked before, the latest first; and what it may wait for."""
    earlier = Topic.objects.with_head().filter(author=topic.author_id, pk__lt=topic.pk)
    return {
        "earlier": list(earlier.order_by("-pk")[:_SHOWN]),
        "wait_form": TopicMoveForm.to_wait(topic),
    }


_context = officer_acts.Context(_beside)
topic_status = officer_acts.for_officers(officer_acts.moving(TopicMoveForm), get_visible_topic)
topic_presence = officer_acts.for_officers(officer_acts.presence, get_visible_topic)
topic_assignment = officer_acts.for_officers(_context.assignment, get_visible_topic)
topic_handover = officer_acts.for_officers(_context.handover, get_visible_topic)
topic_classification = officer_acts.for_officers(_context.classification, get_visible_topic)
topic_note = officer_acts.for_officers(_context.note, get_visible_topic)
