"""Officers bring topics together, take them apart, and mark duplicates by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.guards import MemberRequest, officer_required
from forum import duplicates, merge
from forum.forms import SplitForm, TargetForm
from forum.guards import get_visible_topic, require
from forum.models import Topic


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def topic_merge(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    require(topic.merged_into_id is None)
    if request.method != "POST":
        return _ask_target(request, topic, TargetForm(topic))
    form = TargetForm(topic, request.POST)
    if not form.is_valid():
        return _ask_target(request, topic, form, status=422)
    target = form.cleaned_data["target"]
    merge.merge(topic, target, request.user)
    messages.success(request, _("The topics are merged; the old address leads here."))
    return redirect(target)


@officer_required
@require_POST
def topic_duplicate(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    require(topic.merged_into_id is None)
    form = TargetForm(topic, request.POST)
    if not form.is_valid():
        return _ask_target(request, topic, form, status=422)
    duplicates.confirm_pair(topic, form.cleaned_data["target"], request.user)
    messages.success(request, _("Marked as a duplicate."))
    return redirect(topic)


def _ask_target(
    request: MemberRequest, topic: Topic, form: TargetForm, status: int = 200
) -> HttpResponse:
    context = {"topic": topic, "form": form}
    return render(request, "forum/topic_merge.html", context, status=status)


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def topic_split(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    form = SplitForm(topic, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = merge.split(topic, list(data["posts"]), data["title"], request.user)
        messages.success(request, _("The replies have a topic of their own now."))
        return redirect(new)
    status = 422 if request.method == "POST" else 200
    return render(request, "forum/topic_split.html", {"topic": topic, "form": form}, status=status)
