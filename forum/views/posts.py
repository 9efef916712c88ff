"""Editing, deleting and restoring a post, and its earlier versions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guards import MemberRequest
from forum import editing, moderation
from forum.forms import EditForm, QuestionEditForm
from forum.guards import get_visible_post, may_delete, may_edit, may_restore, require
from forum.models.event import Act
from pages.fields import MAX_BODY
from pages.markdown import render as render_markdown


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def post_edit(request: MemberRequest, post_id: int) -> HttpResponse:
    post = get_visible_post(request, post_id)
    require(may_edit(request.user, post) and not request.user.suspension)
    form_class = EditForm if post.path else QuestionEditForm
    if request.method != "POST":
        form = form_class(initial={"body": post.body, "title": post.topic.title})
        return render(request, "forum/post_edit.html", {"form": form, "post": post})
    form = form_class(request.POST)
    context = {"form": form, "post": post}
    if "preview" in request.POST:
        context["preview"] = render_markdown(request.POST.get("body", "")[:MAX_BODY])
        return render(request, "forum/post_edit.html", context)
    if not form.is_valid():
        return render(request, "forum/post_edit.html", context, status=422)
    if editing.edit(post, request.user, **form.cleaned_data):
        messages.success(request, _("Saved. What it said before is kept."))
    post.topic.refresh_from_db()
    return redirect(post)


@require_safe
def post_versions(request: MemberRequest, post_id: int) -> HttpResponse:
    post = get_visible_post(request, post_id)
    moderates = request.user.is_authenticated and request.user.may_moderate
    require(post.is_public or moderates)
    context = {"post": post, "versions": editing.versions(post, whole=moderates)}
    return render(request, "forum/post_versions.html", context)


@login_required
@require_POST
def post_deletion(request: MemberRequest, post_id: int) -> HttpResponse:
    post = get_visible_post(request, post_id)
    require(may_delete(request.user, post))
    moderation.act_on_post(post, Act.DELETED, request.user)
    messages.success(request, _("Deleted. You can restore it from where it stood."))
    return redirect(post)


@login_required
@require_POST
def post_restoration(request: MemberRequest, post_id: int) -> HttpResponse:
    post = get_visible_post(request, post_id)
    require(may_restore(request.user, post))
    moderation.act_on_post(post, Act.RESTORED, request.user)
    messages.success(request, _("Restored."))
    return redirect(post)
