"""The workbench: the list of answers, one answer with its life, and the form it is written in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.guards import MemberRequest, officer_required
from autoreply import alerts, comparing, curation, editing, ledger
from autoreply.answer_form import AnswerForm, rule_forms
from autoreply.models import Answer, AnswerVersion
from autoreply.shelf import SHELVES, answers_on, shelf_named, sizes
from forum.models import Category
from pages import keyset
from pages.markdown import render as render_markdown

_EVENTS_SHOWN = 50
_PAGE = 40


@officer_required
@require_safe
def answer_shelf(request: MemberRequest) -> HttpResponse:
    """All answers, by state, category and words."""
    shelf = shelf_named(request.GET.get("rak", ""))
    query, category = request.GET.get("q", "").strip(), request.GET.get("kategori", "")
    counted = sizes(request.user)
    context = {
        "shelf": shelf,
        "shelves": [(row, counted[row.slug]) for row in SHELVES],
        "page": keyset.page(
            answers_on(shelf, request.user, query, category),
            "updated_at",
            request.GET.get("sesudah", ""),
            size=_PAGE,
        ),
        "query": query,
        "category": category,
        "categories": Category.objects.all(),
    }
    return render(request, "autoreply/workbench/shelf.html", context)


@officer_required
@require_safe
def curated(request: MemberRequest, answer_id: int) -> HttpResponse:
    """One answer: what it says, how it does, its draft, its versions, and all that happened."""
    answer = get_object_or_404(
        Answer.objects.select_related("category", "team", "subject", "version", "overtaken_by"),
        pk=answer_id,
    )
    draft = answer.versions.open().select_related("written_by").first()
    context = {
        "answer": answer,
        "draft": draft,
        "base": curation.base_of(draft) if draft else "",
        "may_publish": draft and curation.may_publish(draft, request.user),
        "versions": answer.versions.published().select_related("published_by", "written_by"),
        "events": answer.events.select_related("by", "version")[:_EVENTS_SHOWN],
        "ledger": ledger.of(answer),
        "alerts": alerts.of(answer),
    }
    return render(request, "autoreply/workbench/curated.html", context)


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_new(request: MemberRequest) -> HttpResponse:
    """Begin an answer."""
    content = editing.blank() | {"question": request.GET.get("q", "")[:200]}
    return _form_page(request, content, None)


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_edit(request: MemberRequest, answer_id: int) -> HttpResponse:
    """Write the answer's draft; it begins with what is in force."""
    answer = get_object_or_404(Answer, pk=answer_id)
    draft = curation.open_version(answer)
    return _form_page(request, draft.content, draft)


def _form_page(
    request: MemberRequest, content: editing.Content, draft: AnswerVersion | None
) -> HttpResponse:
    if request.method != "POST":
        more = {"base": curation.base_of(draft), "note": draft.note} if draft else {}
        form = AnswerForm(content=content, **more)
        return _show_form(request, form, rule_forms(content), draft)
    form, rules = AnswerForm(request.POST), rule_forms(content, request.POST)
    if "preview" in request.POST:
        preview = render_markdown(request.POST.get("body", ""))
        return _show_form(request, form, rules, draft, preview=preview)
    if not (form.is_valid() and rules.is_valid()):
        return _show_form(request, form, rules, draft, status=422)
    try:
        saved = _save(request, form, rules, draft)
    except curation.ConflictError as error:
        form.add_error(None, _("Somebody else saved this draft meanwhile. Your text is below."))
        theirs = error.current
        # Saved once more, it replaces theirs: its writer has seen what that was.
        form.data = request.POST.copy()
        form.data["base"] = curation.base_of(theirs)
        shown = theirs if theirs.pk else theirs.answer.version
        return _show_form(request, form, rules, draft, theirs=shown, status=409)
    messages.success(request, _("Saved as a draft. The public does not see it yet."))
    return redirect("autoreply:checks", saved.answer_id)


def _answer_of(draft: AnswerVersion | None) -> Answer | None:
    return draft.answer if draft else None


def _save(
    request: MemberRequest, form: AnswerForm, rules: Any, draft: AnswerVersion | None
) -> AnswerVersion:
    content, note = form.content(rules.content()), form.cleaned_data["note"]
    if draft is None:
        return curation.start(content, request.user, note=note)
    curation.write(draft, content, request.user, base=form.cleaned_data["base"], note=note)
    return draft


def _show_form(
    request: HttpRequest,
    form: AnswerForm,
    rules: Any,
    draft: AnswerVersion | None,
    *,
    preview: str = "",
    theirs: AnswerVersion | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "rules": rules,
        "answer": _answer_of(draft),
        "preview": preview,
        "theirs": theirs,
    }
    return render(request, "autoreply/workbench/edit.html", context, status=status)


@officer_required
@require_safe
def version(request: MemberRequest, answer_id: int, version_id: int) -> HttpResponse:
    """A version: what it says and how it differs from the one in force before it."""
    shown = get_object_or_404(
        AnswerVersion.objects.select_related("answer", "written_by", "published_by"),
        pk=version_id,
        answer__in=Answer.objects.filter(pk=answer_id),
    )
    earlier = shown.answer.versions.published().exclude(pk=shown.pk)
    if shown.number:
        earlier = earlier.filter(number__lt=shown.number)
    before = earlier.first()
    context = {
        "version": shown,
        "before": before,
        "changes": comparing.differences(before.content if before else {}, shown.content),
        "rules": [comparing.rule_text(rule) for rule in shown.content["rules"]],
        "body_html": render_markdown(shown.content["body"]),
    }
    return render(request, "autoreply/workbench/version.html", context)
