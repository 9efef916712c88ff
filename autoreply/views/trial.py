"""Trying a question, testing the examples, and the gaps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from autoreply import alerts, curation, examples, gaps, origins, trying
from autoreply.models import Answer, AnswerVersion
from forum.guards import get_visible_post
from forum.models import Category
from forum.models.post import Kind

_LONGEST_QUESTION = 500
_MOST_WORDINGS = 30
_MOST_DIGITS = 18


@officer_required
@require_safe
def trial(request: MemberRequest) -> HttpResponse:
    """What would happen to a question now, and with a draft in force."""
    question = request.GET.get("q", "")[:_LONGEST_QUESTION].strip()
    category = request.GET.get("kategori", "")
    drafts = AnswerVersion.objects.open().select_related("answer").order_by("-written_at")
    chosen = request.GET.get("draf", "")
    draft = drafts.filter(pk=chosen).first() if _is_id(chosen) else None
    context = {
        "question": question,
        "category": category,
        "categories": Category.objects.all(),
        "drafts": drafts[:50],
        "draft": draft,
        "now": trying.attempt(question, category) if question else None,
        "then": trying.attempt(question, category, draft) if question and draft else None,
    }
    return render(request, "autoreply/workbench/trial.html", context)


def _is_id(text: str) -> bool:
    """Whether it can be the key of a row: keys have at most 18 digits."""
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS


@officer_required
@require_safe
def checks(request: MemberRequest, answer_id: int) -> HttpResponse:
    """What publishing the answer's draft would break and mend."""
    answer = get_object_or_404(Answer, pk=answer_id)
    draft = answer.versions.open().first()
    if draft is None:
        return redirect("autoreply:curated", answer_id)
    context = {"draft": draft, "answer": answer, "report": examples.check_draft(draft)}
    return render(request, "autoreply/workbench/checks.html", context)


@officer_required
@require_safe
def all_checks(request: MemberRequest) -> HttpResponse:
    """Every example of every answer in force, and the answers that lie close to each other."""
    return render(request, "autoreply/workbench/all_checks.html", {"report": examples.check()})


@officer_required
@require_safe
def attention(request: MemberRequest) -> HttpResponse:
    """The answers with which something is wrong."""
    return render(request, "autoreply/workbench/attention.html", {"rows": alerts.listed()})


@officer_required
@require_safe
def gap_list(request: MemberRequest) -> HttpResponse:
    """What people asked for and got nothing."""
    context = {"gaps": gaps.find(), "days": gaps.DAYS}
    return render(request, "autoreply/workbench/gaps.html", context)


@officer_required
@require_POST
def answer_from_gap(request: MemberRequest) -> HttpResponse:
    """Begin an answer with the wordings of a gap."""
    wordings = [text.strip() for text in request.POST.getlist("wording")[:_MOST_WORDINGS]]
    wordings = [text for text in wordings if text]
    if not wordings:
        return redirect("autoreply:answer_new")
    return _begun(request, origins.from_wordings(wordings), _("from a gap"))


@officer_required
@require_POST
def answer_from_reply(request: MemberRequest, post_id: int) -> HttpResponse:
    """Begin an answer with an officer's reply."""
    post = get_visible_post(request, post_id)
    if post.kind != Kind.OFFICIAL:
        messages.error(request, _("Only an officer's reply can become an answer."))
        return redirect(post)
    note = _("from the reply in “%(topic)s”") % {"topic": post.topic.title}
    return _begun(request, origins.from_reply(post), note[:300])


def _begun(request: MemberRequest, content: dict, note: str) -> HttpResponse:
    draft = curation.start(content, request.user, note=note)
    messages.success(request, _("A draft was begun. Complete it, then test it."))
    return redirect("autoreply:answer_edit", draft.answer_id)
