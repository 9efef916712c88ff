"""What is done to an answer and its versions, one button each."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.guards import MemberRequest, officer_required
from autoreply import curation, editing
from autoreply.acts_form import ConfirmForm, NoteForm
from autoreply.models import Answer, AnswerVersion
from autoreply.models.answer import State

# Does something to a draft, and says what was done.
Verb = Callable[[MemberRequest, AnswerVersion], str]


def _submit(request: MemberRequest, draft: AnswerVersion) -> str:
    curation.submit(draft, request.user)
    return _("Others can review it now.")


def _send_back(request: MemberRequest, draft: AnswerVersion) -> str:
    curation.send_back(draft, request.user, _note(request))
    return _("Sent back to its writer.")


def _publish(request: MemberRequest, draft: AnswerVersion) -> str:
    base = request.POST.get("base", "")
    curation.publish(draft, request.user, tell="tell" in request.POST, base=base)
    if not Answer.objects.published().filter(pk=draft.answer_id).exists():
        return _("This version is in force once the answer is resumed.")
    return _("Published. It answers from now on.")


def _discard(request: MemberRequest, draft: AnswerVersion) -> str:
    curation.discard(draft, request.user)
    return _("The draft is gone.")


DRAFT_ACTS: dict[str, Verb] = {
    "tinjauan": _submit,
    "pengembalian": _send_back,
    "penerbitan": _publish,
    "pembuangan": _discard,
}
STATE_ACTS: dict[str, tuple[State, str | Promise]] = {
    "jeda": (State.PAUSED, gettext_lazy("Paused: it answers nobody.")),
    "kelanjutan": (State.PUBLISHED, gettext_lazy("It answers again.")),
    "penarikan": (State.RETIRED, gettext_lazy("Retired. Its versions are kept.")),
}


@officer_required
@require_POST
def draft_act(request: MemberRequest, answer_id: int, act: str) -> HttpResponse:
    """Something is done to the open version of an answer, or to the answer's state."""
    answer = get_object_or_404(Answer, pk=answer_id)
    if act in STATE_ACTS:
        state, said = STATE_ACTS[act]
        done = str(said)
        curation.set_state(answer, state, request.user, _note(request))
    elif act in DRAFT_ACTS:
        try:
            done = DRAFT_ACTS[act](
                request, get_object_or_404(AnswerVersion.objects.open(), answer=answer)
            )
        except editing.ContentError as error:
            messages.error(request, _("There is no category “%(name)s”.") % {"name": error})
            return redirect("autoreply:answer_edit", answer_id)
        except curation.ConflictError:
            messages.error(request, _("It was changed since you read it. Please read it again."))
            return redirect("autoreply:curated", answer_id)
    else:
        raise Http404
    messages.success(request, done)
    if Answer.objects.filter(pk=answer_id).exists():
        return redirect("autoreply:curated", answer_id)
    return redirect("autoreply:answer_shelf")


@officer_required
@require_POST
def reversion(request: MemberRequest, answer_id: int, version_id: int) -> HttpResponse:
    """Go back to an earlier version."""
    answer = get_object_or_404(Answer, pk=answer_id)
    version = get_object_or_404(answer.versions.published(), pk=version_id)
    try:
        curation.revert(version, request.user)
    except editing.ContentError as error:
        messages.error(request, _("There is no category “%(name)s”.") % {"name": error})
        return redirect(version)
    messages.success(
        request, _("It says again what version %(number)d said.") % {"number": version.number}
    )
    return redirect("autoreply:curated", answer_id)


@officer_required
@require_POST
def confirmation(request: MemberRequest, answer_id: int) -> HttpResponse:
    """Somebody checked the answer, and it holds until the next review."""
    answer = get_object_or_404(Answer.objects.published(), pk=answer_id)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        curation.confirm(answer, request.user, form.cleaned_data["review_on"])
        messages.success(request, _("Noted: it was reviewed today."))
    else:
        messages.error(request, _("Please give a day in the future for the next review."))
    return redirect("autoreply:curated", answer_id)


def _note(request: MemberRequest) -> str:
    form = NoteForm(request.POST)
    return form.cleaned_data["note"] if form.is_valid() else ""
