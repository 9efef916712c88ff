"""The public curated answers, suggestions while typing, and feedback on an automatic answer."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest
from autoreply import engine
from autoreply.forms import FeedbackForm
from autoreply.models import Answer, Decision, Feedback
from forum.models import Category
from forum.similar import similar_topics

_LONGEST_QUESTION = 500
_SUGGESTED = 3


def _found(question: str) -> dict[str, Any]:
    """Curated answers and topics near the question, for the result page and the suggestions."""
    question = question[:_LONGEST_QUESTION].strip()
    if not question:
        return {"question": "", "answers": [], "similar": []}
    answers = engine.nearest(question, _SUGGESTED)
    similar = similar_topics(question, limit=_SUGGESTED)
    nearest = [answer.category for answer in answers] + [row.topic.category for row in similar]
    return {
        "question": question,
        "answers": answers,
        "similar": similar,
        # Where such a question belongs: the ask page chooses it until the asker does.
        "category": nearest[0].slug if nearest else "",
    }


@require_safe
def answer_list(request: HttpRequest) -> HttpResponse:
    """All public answers by category, or, with `?q=`, what is known about a question."""
    question = request.GET.get("q", "")
    if question.strip():
        return render(request, "autoreply/result.html", _found(question))
    answers = Answer.objects.public().select_related("category")
    categories = Category.objects.filter(answers__in=answers).distinct()
    return render(
        request,
        "autoreply/answer_list.html",
        {
            "answers": answers.order_by("category__position", "category__name", "question"),
            "categories": categories,
        },
    )


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """The same as the result page, as a few rows beneath the box."""
    return render(
        request,
        "autoreply/_suggestions.html",
        _found(request.GET.get("q") or request.GET.get("title", "")),
    )


@require_safe
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    answer = get_object_or_404(Answer.objects.public().select_related("category"), slug=slug)
    return render(request, "autoreply/answer.html", {"answer": answer})


@login_required
@require_POST
def feedback(request: MemberRequest, decision_id: int) -> HttpResponse:
    """The asker says whether the automatic answer helped."""
    decision = get_object_or_404(
        Decision.objects.select_related("topic__ticket", "topic__author"),
        pk=decision_id,
        post__isnull=False,
    )
    if request.user.pk != decision.topic.author_id:
        raise PermissionDenied
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose yes or no; a note may have 300 characters."))
        return redirect(decision.topic)
    Feedback.objects.give(decision, request.user, **form.cleaned_data)
    if form.cleaned_data["helped"]:
        messages.success(request, _("Thank you. The topic is marked as resolved."))
    else:
        messages.success(request, _("Thank you. An officer will answer; you need not ask again."))
    return redirect(decision.topic)
