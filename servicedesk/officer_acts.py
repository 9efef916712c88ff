"""What officers do to the request behind a topic or a conversation, and what they see beside it.

The apps with topics and conversations bind these to their own pages with `for_officers`.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.guards import MemberRequest, officer_required
from servicedesk.forms import AssignForm, HandOverForm, MoveForm, NoteForm, ReclassifyForm
from servicedesk.matter import Matter
from servicedesk.models import Presence

Find = Callable[[MemberRequest, int], Matter]
# What an app shows beside the notes of one of its rows.
Beside = Callable[[MemberRequest, Matter], dict[str, Any]]
Act = Callable[[MemberRequest, Matter], HttpResponse]


def for_officers(act: Act, find: Find) -> Callable[..., HttpResponse]:
    """The view that does `act` to what `find` finds, or raises 404 for, by the key in the
    address."""

    @officer_required
    @require_POST
    def view(request: MemberRequest, **key: int) -> HttpResponse:
        (pk,) = key.values()
        return act(request, find(request, pk))

    return view


def moving(form_class: type[MoveForm]) -> Act:
    """The act of changing the status by this form."""

    def status(request: MemberRequest, matter: Matter) -> HttpResponse:
        form = form_class(matter, request.POST)
        if form.is_valid():
            form.move(request.user)
            messages.success(request, _("The status is changed."))
        else:
            messages.error(request, _("That change of status is not possible from here any more."))
        return redirect(matter.get_absolute_url())

    return status


def presence(request: MemberRequest, matter: Matter) -> HttpResponse:
    """The officer has it open, and perhaps writes; answers who else does."""
    writes = request.POST.get("menulis") == "1"
    Presence.objects.seen(matter.ticket, request.user, is_writing=writes)
    context = {"others": matter.ticket.presences.others(request.user)}
    return render(request, "servicedesk/_presence_list.html", context)


class Context:
    """The page with notes, who had it and what is near, and the acts whose forms stand on it:
    where one is filled in wrongly, the page comes back with what was written."""

    def __init__(self, beside: Beside) -> None:
        self.beside = beside

    def page(
        self, request: MemberRequest, matter: Matter, *, status: int = 200, **forms: Form
    ) -> HttpResponse:
        """A piece of the matter's page, or a page of its own."""
        ticket = matter.ticket
        now = {"service_type": ticket.service_type_id, "classification": ticket.classification}
        context = {
            "matter": matter,
            "notes": ticket.notes.select_related("by"),
            "assignments": ticket.assignments.select_related("by", "assignee", "team"),
            "note_form": NoteForm(),
            "assign_form": AssignForm(initial={"officer": ticket.assignee_id}),
            "hand_over_form": HandOverForm(initial={"team": ticket.team_id}),
            "reclassify_form": ReclassifyForm(initial=now),
            **self.beside(request, matter),
            **forms,
        }
        whole = "servicedesk/officer_context.html"
        piece = "servicedesk/_officer_context.html"
        name = piece if request.headers.get("HX-Request") else whole
        response = render(request, name, context, status=status)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def assignment(self, request: MemberRequest, matter: Matter) -> HttpResponse:
        form = AssignForm(request.POST)
        if not form.is_valid():
            return self.page(request, matter, status=422, assign_form=form)
        data = form.cleaned_data
        changed = matter.ticket.assign(data["officer"], request.user, data["note"])
        return _done(request, matter, changed)

    def handover(self, request: MemberRequest, matter: Matter) -> HttpResponse:
        form = HandOverForm(request.POST)
        if not form.is_valid():
            return self.page(request, matter, status=422, hand_over_form=form)
        data = form.cleaned_data
        changed = matter.ticket.hand_over(data["team"], request.user, data["note"])
        return _done(request, matter, changed)

    def classification(self, request: MemberRequest, matter: Matter) -> HttpResponse:
        form = ReclassifyForm(request.POST)
        if not form.is_valid():
            return self.page(request, matter, status=422, reclassify_form=form)
        data = form.cleaned_data
        changed = matter.ticket.reclassify(
            data["service_type"], data["classification"], request.user
        )
        return _done(request, matter, changed)

    def note(self, request: MemberRequest, matter: Matter) -> HttpResponse:
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self.page(request, matter, status=422, note_form=form)
        matter.ticket.notes.create(by=request.user, text=form.cleaned_data["text"])
        return _done(request, matter, True)


def _done(request: MemberRequest, matter: Matter, changed: bool) -> HttpResponse:
    if changed:
        messages.success(request, _("Noted."))
    else:
        messages.info(request, _("Nothing was changed: it is so already."))
    return redirect(f"{matter.get_absolute_url()}#officer-title")
