"""Following a topic, having its question too, finding a post helpful, choosing the solution."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.guards import MemberRequest
from forum import moderation
from forum.guards import get_visible_post, get_visible_topic, may_choose_solution, require
from forum.models import Follow, Reaction


@login_required
@require_POST
def follow_new(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    Follow.objects.start(topic, request.user)
    messages.success(request, _("You follow this topic: you will be told of every reply."))
    return redirect(topic)


@login_required
@require_POST
def follow_end(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    Follow.objects.stop(topic, request.user)
    messages.success(request, _("You no longer follow this topic."))
    return redirect(topic)


@login_required
@require_POST
def me_too_new(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    require(topic.author_id != request.user.pk)
    Reaction.objects.me_too(topic, request.user)
    messages.success(request, _("Counted. You will be told when it is answered."))
    return redirect(topic)


@login_required
@require_POST
def me_too_end(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    Reaction.objects.no_more_me_too(topic, request.user)
    return redirect(topic)


@login_required
@require_POST
def helpful_new(request: MemberRequest, post_id: int) -> HttpResponse:
    post = get_visible_post(request, post_id)
    require(post.is_public and bool(post.path) and post.author_id != request.user.pk)
    Reaction.objects.helpful(post, request.user)
    return redirect(post)


@login_required
@require_POST
def helpful_end(request: MemberRequest, post_id: int) -> HttpResponse:
    post = get_visible_post(request, post_id)
    Reaction.objects.no_more_helpful(post, request.user)
    return redirect(post)


@login_required
@require_POST
def solution_new(request: MemberRequest, post_id: int) -> HttpResponse:
    post = get_visible_post(request, post_id)
    require(may_choose_solution(request.user, post.topic) and post.is_public and bool(post.path))
    moderation.choose_solution(post.topic, post, request.user)
    messages.success(request, _("Marked as the solution."))
    return redirect(post.topic)


@login_required
@require_POST
def solution_end(request: MemberRequest, post_id: int) -> HttpResponse:
    post = get_visible_post(request, post_id)
    require(may_choose_solution(request.user, post.topic) and post.topic.solution_id == post.pk)
    moderation.choose_solution(post.topic, None, request.user)
    return redirect(post)
