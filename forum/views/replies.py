"""Replying to a topic, and the preview of any text."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from forum import drafts, trust
from forum.attachment_form import AttachmentForm
from forum.forms import OfficerPostForm, PostForm
from forum.guards import get_parent, get_visible_topic, may_reply, require
from forum.models import Post, Topic
from forum.models.state import State
from forum.reading import read_page
from pages.fields import MAX_BODY
from pages.markdown import render as render_markdown

_MOST_QUOTED = 2_000


def _form_class(user: User | AnonymousUser, topic: Topic) -> type[PostForm]:
    answers_for_office = user.is_authenticated and user.is_officer and user.pk != topic.author_id
    return OfficerPostForm if answers_for_office else PostForm


def reply_form(request: HttpRequest, topic: Topic) -> PostForm:
    """The empty reply form of a topic, or what was written before logging in."""
    draft = drafts.kept(request, reverse("forum:post_new", args=[topic.pk]))
    parent = request.GET.get("balas", "")
    quote = request.GET.get("kutip", "")
    initial = {"parent": parent if parent.isascii() and parent.isdigit() else None}
    if quote.isascii() and quote.isdigit():
        initial |= _quoted(topic, int(quote))
    initial |= draft
    return _form_class(request.user, topic)(initial=initial)


def _quoted(topic: Topic, post_id: int) -> dict[str, Any]:
    """A reply that begins with a post of the topic, quoted."""
    post = topic.posts.filter(pk=min(post_id, 2**63 - 1), state=State.PUBLIC).first()
    if post is None:
        return {}
    lines = [f"> {line}".rstrip() for line in post.body[:_MOST_QUOTED].splitlines()]
    who = _("%(name)s wrote:") % {"name": post.shown_author}
    return {"parent": post.pk if post.path else None, "body": "\n".join([who, "", *lines, "", ""])}


@require_POST
def post_new(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = get_visible_topic(request, topic_id)
    require(may_reply(request.user, topic))
    form = _form_class(request.user, topic)(request.POST)
    files = AttachmentForm(request.POST, request.FILES, user=request.user)
    # Both are looked at: files that are fine are kept, whatever else is wrong.
    attachments = files.keep() if files.is_valid() else None
    if not form.is_valid() or attachments is None or "preview" in request.POST:
        return _show_again(request, topic, form, files)
    if not request.user.is_authenticated:
        drafts.keep(request)
        messages.info(request, _("Your text is kept. Log in or sign up, then post it."))
        return redirect(f"{reverse('account_login')}?next={topic.get_absolute_url()}")
    state = trust.admit(request, form)
    if state is None:
        return _show_again(request, topic, form, files)
    post = _reply(request.user, topic, form, state, attachments)
    drafts.forget(request)
    if not post.is_public:
        messages.info(request, _("Your text waits for a moderator's approval."))
    return redirect(post)


def _reply(user: User, topic: Topic, form: PostForm, state: State, attachments: list[str]) -> Post:
    data = form.cleaned_data
    return Post.objects.reply(
        topic,
        author=user,
        body=data["body"],
        parent=get_parent(topic, data["parent"]),
        submission=data["submission"],
        status=data.get("status", ""),
        state=state,
        attachments=attachments,
    )


def _show_again(
    request: HttpRequest, topic: Topic, form: PostForm, files: AttachmentForm
) -> HttpResponse:
    """The topic page with the form as it was sent: its errors, or its preview."""
    previewing = "preview" in request.POST
    if previewing:
        drafts.keep(request)
    context = {"topic": topic, "page": read_page(topic, request.user), "form": form, "files": files}
    if previewing:
        context["preview"] = render_markdown(request.POST.get("body", "")[:MAX_BODY])
    return render(request, "forum/topic.html", context, status=200 if previewing else 422)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The text as it will look, by the same renderer that will publish it."""
    html = render_markdown(request.POST.get("body", "")[:MAX_BODY])
    return render(request, "forum/_preview.html", {"preview": html})
