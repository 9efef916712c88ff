"""What officers do to the request behind a topic, and what they see beside it."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from forum import moderation
from forum.guards import get_visible_topic
from forum.models import Topic
from forum.move_form import TopicMoveForm
from forum.similar import Similar, similar_topics
from servicedesk.forms import AssignForm, HandOverForm, NoteForm, ReclassifyForm
from servicedesk.models import Presence
from servicedesk.moves import Status

_SHOWN = 5
# Of so many similar topics those with an answer are shown.
_LOOKED_AT = 20
_WITH_ANSWER = frozenset({Status.ANSWERED, Status.RESOLVED})


@officer_required
@require_POST
def topic_claim(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    moderation.take_charge(topic, request.user)
    messages.success(request, _("You are in charge of this topic."))
    return redirect(topic)


@officer_required
@require_POST
def topic_status(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    form = TopicMoveForm(topic, request.POST)
    if form.is_valid():
        form.move(request.user)
        messages.success(request, _("The status is changed."))
    else:
        messages.error(request, _("That change of status is not possible from here any more."))
    return redirect(topic)


@officer_required
@require_safe
def topic_context(request: MemberRequest, topic_id: int) -> HttpResponse:
    """Notes, who had it, and what is near: a piece of the topic's page, or a page of its own."""
    return _context_page(request, get_visible_topic(request, topic_id))


@officer_required
@require_POST
def topic_assignment(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    form = AssignForm(request.POST)
    if not form.is_valid():
        return _context_page(request, topic, status=422, assign_form=form)
    changed = topic.ticket.assign(
        form.cleaned_data["officer"], request.user, form.cleaned_data["note"]
    )
    return _done(request, topic, changed)


@officer_required
@require_POST
def topic_handover(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return _context_page(request, topic, status=422, hand_over_form=form)
    changed = topic.ticket.hand_over(
        form.cleaned_data["team"], request.user, form.cleaned_data["note"]
    )
    return _done(request, topic, changed)


@officer_required
@require_POST
def topic_classification(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    form = ReclassifyForm(request.POST)
    if not form.is_valid():
        return _context_page(request, topic, status=422, reclassify_form=form)
    changed = topic.ticket.reclassify(
        form.cleaned_data["service_type"], form.cleaned_data["classification"], request.user
    )
    return _done(request, topic, changed)


@officer_required
@require_POST
def topic_note(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _context_page(request, topic, status=422, note_form=form)
    topic.ticket.notes.create(by=request.user, text=form.cleaned_data["text"])
    return _done(request, topic, True)


@officer_required
@require_POST
def topic_presence(request: MemberRequest, topic_id: int) -> HttpResponse:
    """The officer has the topic open, and perhaps writes; answers who else does."""
    topic = get_visible_topic(request, topic_id)
    writes = request.POST.get("menulis") == "1"
    Presence.objects.seen(topic.ticket, request.user, is_writing=writes)
    context = {"others": topic.ticket.presences.others(request.user)}
    return render(request, "forum/_presence_list.html", context)


def _done(request: MemberRequest, topic: Topic, changed: bool) -> HttpResponse:
    if changed:
        messages.success(request, _("Noted."))
    else:
        messages.info(request, _("Nothing was changed: it is so already."))
    return redirect(f"{topic.get_absolute_url()}#officer-title")


def _context_page(
    request: MemberRequest, topic: Topic, *, status: int = 200, **forms: Form
) -> HttpResponse:
    ticket = topic.ticket
    now = {"service_type": ticket.service_type_id, "classification": ticket.classification}
    context = {
        "topic": topic,
        "notes": ticket.notes.select_related("by"),
        "assignments": ticket.assignments.select_related("by", "assignee", "team"),
        "earlier": _earlier(topic),
        "similar": _solved_like(topic),
        "note_form": NoteForm(),
        "assign_form": AssignForm(initial={"officer": ticket.assignee_id}),
        "hand_over_form": HandOverForm(initial={"team": ticket.team_id}),
        "reclassify_form": ReclassifyForm(initial=now),
        **forms,
    }
    whole = "forum/officer_context.html"
    name = "forum/_officer_context.html" if request.headers.get("HX-Request") else whole
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _earlier(topic: Topic) -> list[Topic]:
    """What the same person asked before, the latest first."""
    topics = Topic.objects.with_head().filter(author=topic.author_id, pk__lt=topic.pk)
    return list(topics.order_by("-pk")[:_SHOWN])


def _solved_like(topic: Topic) -> list[Similar]:
    """Topics that ask nearly the same and have an answer."""
    near = similar_topics(topic.title, limit=_LOOKED_AT)
    solved = (
        row for row in near if row.topic.pk != topic.pk and row.topic.ticket.status in _WITH_ANSWER
    )
    return list(solved)[:_SHOWN]
