"""The public curated answers, suggestions while typing, and feedback on an automatic answer."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest
from autoreply import engine, lookups, readers, responder
from autoreply.forms import FeedbackForm
from autoreply.models import Answer, Decision, Feedback
from forum.models import Category
from forum.similar import similar_topics
from pages.limits import is_over
from pages.masking import mask

_LONGEST_QUESTION = 500
_SUGGESTED = 3
_A_DAY = 24 * 3600
_LONGEST_NOTE = 300


def _found(request: HttpRequest) -> dict[str, Any]:
    """Curated answers and topics near the question, for the result page and the suggestions."""
    question = (request.GET.get("q") or request.GET.get("title", ""))[:_LONGEST_QUESTION].strip()
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
        "lookup": lookups.record(request, question, len(answers), len(similar)),
    }


@require_safe
def answer_list(request: HttpRequest) -> HttpResponse:
    """All public answers by category, or, with `?q=`, what is known about a question."""
    if request.GET.get("q", "").strip():
        return render(request, "autoreply/result.html", _found(request))
    answers = Answer.objects.public().select_related("category")
    chosen = request.GET.get("kategori", "")
    shown = answers.filter(category__slug=chosen) if chosen else answers
    context = {
        "listed": shown.order_by("category__position", "category__name", "question"),
        "categories": Category.objects.filter(answers__in=answers).distinct(),
        "chosen": chosen,
    }
    return render(request, "autoreply/answer_list.html", context)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """The same as the result page, as a few rows beneath the box."""
    return render(request, "autoreply/_suggestions.html", _found(request))


@require_safe
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """One public answer. `?dari=` names the visit to the box that led here."""
    shown = get_object_or_404(
        Answer.objects.readable_by(request.user).select_related("category", "overtaken_by"),
        slug=slug,
    )
    lookups.opened(request, shown)
    follows = request.user.is_authenticated and shown.follows.filter(user=request.user).exists()
    context = {"answer": shown, "related": readers.related(shown), "follows": follows}
    return render(request, "autoreply/answer.html", context)


@require_POST
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """A reader says whether a public answer helped; once a day from one address."""
    voted = get_object_or_404(Answer.objects.public(), slug=slug)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose yes or no; a note may have 300 characters."))
    elif is_over(request, f"vote:{voted.pk}", most=1, seconds=_A_DAY):
        messages.info(request, _("You have said so already. Thank you."))
    else:
        data = form.cleaned_data
        voted.votes.create(
            version=voted.version, helped=data["helped"], note=mask(data["note"])[:_LONGEST_NOTE]
        )
        messages.success(request, _("Thank you for telling us."))
    return redirect(voted)


@login_required
@require_POST
def follow_new(request: MemberRequest, slug: str) -> HttpResponse:
    followed = get_object_or_404(Answer.objects.public(), slug=slug)
    followed.follows.get_or_create(user=request.user)
    messages.success(request, _("You will be told when this answer changes."))
    return redirect(followed)


@login_required
@require_POST
def follow_end(request: MemberRequest, slug: str) -> HttpResponse:
    followed = get_object_or_404(Answer, slug=slug)
    followed.follows.filter(user=request.user).delete()
    messages.success(request, _("You will no longer be told when this answer changes."))
    return redirect(followed)


def _get_own_decision(request: MemberRequest, decision_id: int) -> Decision:
    """The decision about the reader's own topic or conversation. Raises PermissionDenied for
    somebody else's topic, which is public; Http404 for a conversation, of which they know nothing.
    """
    decisions = Decision.objects.select_related(
        "topic__author", "topic__ticket", "topic__category", "conversation__ticket"
    )
    decision = get_object_or_404(decisions, pk=decision_id)
    if request.user.pk == decision.matter.author_id:
        return decision
    raise PermissionDenied if decision.topic else Http404


@login_required
@require_POST
def choice(request: MemberRequest, decision_id: int) -> HttpResponse:
    """The asker picks one of the answers offered."""
    decision = _get_own_decision(request, decision_id)
    chosen = get_object_or_404(decision.offered.firing(), slug=request.POST.get("answer", ""))
    responder.choose(decision, chosen)
    messages.success(request, _("Here it is. Does it help?"))
    return redirect(decision.matter)


@login_required
@require_POST
def feedback(request: MemberRequest, decision_id: int) -> HttpResponse:
    """The asker says whether the automatic answer helped."""
    decision = _get_own_decision(request, decision_id)
    if not decision.is_said:
        raise Http404
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose yes or no; a note may have 300 characters."))
        return redirect(decision.matter)
    Feedback.objects.give(decision, request.user, **form.cleaned_data)
    if form.cleaned_data["helped"]:
        messages.success(request, _("Thank you. The request is marked as resolved."))
    else:
        messages.success(request, _("Thank you. An officer will answer; you need not ask again."))
    return redirect(decision.matter)
