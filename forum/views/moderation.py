"""Reporting a post; and for those who moderate: the queue, and every act on topics and posts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guards import MemberRequest, moderator_required
from forum import moderation
from forum.forms import CategoryForm, FlagForm
from forum.guards import get_visible_post, get_visible_topic, require
from forum.models import Event, Flag, Post, Topic
from forum.models.event import Act
from forum.models.state import State

_SHOWN = 50
TOPIC_ACTS = {
    "persembunyian": Act.HIDDEN,
    "pemulihan": Act.RESTORED,
    "persetujuan": Act.APPROVED,
    "penguncian": Act.LOCKED,
    "pembukaan-kunci": Act.UNLOCKED,
    "penyematan": Act.PINNED,
    "pelepasan-sematan": Act.UNPINNED,
}
POST_ACTS = {
    "persembunyian": Act.HIDDEN,
    "pemulihan": Act.RESTORED,
    "persetujuan": Act.APPROVED,
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def flag_new(request: MemberRequest, post_id: int) -> HttpResponse:
    post = get_visible_post(request, post_id)
    require(post.author_id != request.user.pk and not request.user.suspension)
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        Flag.objects.raise_for(post, request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. A moderator will look at it."))
        return redirect(post)
    status = 422 if request.method == "POST" else 200
    return render(request, "forum/flag_new.html", {"form": form, "post": post}, status=status)


@moderator_required
@require_safe
def moderation_queue(request: MemberRequest) -> HttpResponse:
    flagged = Post.objects.filter(flags__resolved_at=None, flags__isnull=False).distinct()
    context = {
        "flagged": flagged.select_related("topic", "author").prefetch_related("flags__by")[:_SHOWN],
        "topics": Topic.objects.with_head().filter(state=State.PENDING).order_by("pk")[:_SHOWN],
        "posts": Post.objects.filter(state=State.PENDING)
        .select_related("topic", "author")
        .order_by("created_at")[:_SHOWN],
        "events": Event.objects.select_related("topic", "by").order_by("-at", "-pk")[:_SHOWN],
    }
    return render(request, "forum/moderation_queue.html", context)


@moderator_required
@require_POST
def topic_act(request: MemberRequest, topic_id: int, act: str) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    if act not in TOPIC_ACTS:
        raise Http404
    # A merged topic holds no posts any more: there is nothing of it to show or to hide.
    require(topic.merged_into_id is None)
    moderation.act_on_topic(topic, TOPIC_ACTS[act], request.user)
    messages.success(request, _("Done. It can be undone on this page."))
    return redirect(topic)


@moderator_required
@require_POST
def post_act(request: MemberRequest, post_id: int, act: str) -> HttpResponse:
    post = get_visible_post(request, post_id)
    if act not in POST_ACTS:
        raise Http404
    moderation.act_on_post(post, POST_ACTS[act], request.user)
    Flag.objects.resolve(post, request.user)
    messages.success(request, _("Done. It can be undone on this page."))
    return redirect(post)


@moderator_required
@require_POST
def flag_dismissal(request: MemberRequest, post_id: int) -> HttpResponse:
    """The reports of this post were without ground; the post stays."""
    Flag.objects.resolve(get_visible_post(request, post_id), request.user)
    messages.success(request, _("The reports are closed; the post stays."))
    return redirect("forum:moderation_queue")


@moderator_required
@require_http_methods(["GET", "HEAD", "POST"])
def topic_move(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    form = CategoryForm(request.POST or None, initial={"category": topic.category.slug})
    if request.method == "POST" and form.is_valid():
        moderation.move(topic, form.cleaned_data["category"], request.user)
        messages.success(request, _("The topic is moved."))
        return redirect(topic)
    status = 422 if request.method == "POST" else 200
    return render(request, "forum/topic_move.html", {"form": form, "topic": topic}, status=status)
