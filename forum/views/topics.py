"""A topic, and asking."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from forum import drafts, duplicates, trust
from forum.attachment_form import AttachmentForm
from forum.forms import TopicForm
from forum.guards import get_visible_topic
from forum.models import Reading, Tag, Topic
from forum.models.state import State
from forum.reading import ORDERS, read_page
from forum.signals import topic_read
from forum.similar import Similar, similar_topics, suggested_category
from forum.structured import question_page
from forum.views.replies import reply_form
from pages.fields import MAX_BODY
from pages.markdown import render as render_markdown
from servicedesk.forms import MoveForm


@require_safe
def topic(request: HttpRequest, topic_id: int, slug: str) -> HttpResponse:
    try:
        topic = get_visible_topic(request, topic_id)
    except Http404:
        return _elsewhere(request, topic_id)
    if topic.merged_into:
        return redirect(topic.merged_into, permanent=True)
    if slug != topic.slug:
        return redirect(topic, permanent=True)
    page = read_page(
        topic,
        request.user,
        order=request.GET.get("urut", ""),
        after=request.GET.get("sesudah", ""),
        post=request.GET.get("post", ""),
    )
    context = {
        "topic": topic,
        "page": page,
        "form": reply_form(request, topic),
        "files": AttachmentForm(user=request.user),
        "orders": ORDERS,
        "structured": question_page(topic, page),
    }
    _mark_read(request, topic)
    if request.user.is_authenticated and request.user.is_officer:
        context["move_form"] = MoveForm(topic)
        context["others"] = topic.ticket.presences.others(request.user)
    return render(request, "forum/topic.html", context)


def _elsewhere(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Where a topic has gone that this reader cannot open: into another, or for good (410). Raises
    Http404 when there never was one, or not yet."""
    topic = get_object_or_404(Topic.objects.exclude(state=State.PENDING), pk=topic_id)
    if topic.merged_into and topic.merged_into.state == State.PUBLIC:
        return redirect(topic.merged_into, permanent=True)
    return render(request, "410.html", status=410)


def _mark_read(request: HttpRequest, topic: Topic) -> None:
    """Remember that a member has seen it, when there was something new to see."""
    if request.user.is_authenticated:
        read_at = topic.read_at  # type: ignore[attr-defined] # annotated by the guard
        if read_at is None or read_at <= topic.last_activity_at:
            Reading.objects.mark(topic, request.user)
        topic_read.send_robust(sender=Topic, topic=topic, reader=request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_new(request: HttpRequest) -> HttpResponse:
    """Ask. Whoever is not logged in logs in on the way; what they wrote waits in the session."""
    if request.method != "POST":
        initial = {"title": request.GET.get("q", "")[:500], **drafts.kept(request)}
        initial.setdefault("category", suggested_category(initial["title"]))
        files = AttachmentForm(user=request.user)
        return _ask(request, TopicForm(initial=initial), files)
    form = TopicForm(request.POST)
    files = AttachmentForm(request.POST, request.FILES, user=request.user)
    attachments = files.keep() if files.is_valid() else None
    if "preview" in request.POST:
        drafts.keep(request)
        preview = render_markdown(request.POST.get("body", "")[:MAX_BODY])
        return _ask(request, form, files, preview=preview)
    if not form.is_valid() or attachments is None:
        return _ask(request, form, files, status=422)
    if not request.user.is_authenticated:
        return _log_in_first(request)
    state = trust.admit(request, form)
    if state is None:
        return _ask(request, form, files, status=422)
    repeated = _repeated(request.user, form, seen="seen" in request.POST)
    if repeated:
        return _ask(request, form, files, repeated=repeated)
    topic = _open(request.user, form, state, attachments)
    drafts.forget(request)
    messages.success(request, _opened(topic) % {"code": topic.ticket.code})
    return redirect(topic)


def _ask(
    request: HttpRequest, form: TopicForm, files: AttachmentForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "files": files, **more}
    return render(request, "forum/topic_new.html", context, status=status)


def _repeated(user: User, form: TopicForm, seen: bool) -> list[Similar]:
    """Topics that ask the same, to be shown once before another is opened; none once the asker
    has seen them, or when this very form has opened its topic already."""
    if seen:
        return []
    same_form = Topic.objects.filter(author=user, submission=form.cleaned_data["submission"])
    if same_form.exists():
        return []
    title = form.cleaned_data["title"]
    return similar_topics(title, limit=3, least=duplicates.LEAST_LIKENESS)


def _open(user: User, form: TopicForm, state: State, attachments: list[str]) -> Topic:
    data = {**form.cleaned_data, "tags": Tag.objects.named(form.cleaned_data["tags"])}
    return Topic.objects.open(author=user, state=state, attachments=attachments, **data)


def _opened(topic: Topic) -> str:
    if topic.state == State.PENDING:
        return _("Your question waits for a moderator's approval. Ticket code: %(code)s")
    return _("Your question is public now. Ticket code: %(code)s")


def _log_in_first(request: HttpRequest) -> HttpResponse:
    drafts.keep(request)
    messages.info(request, _("Your text is kept. Log in or sign up, then post it."))
    return redirect(f"{reverse('account_login')}?next={request.path}")
