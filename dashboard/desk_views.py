"""The officers' desk: the queues, what is done to several requests at once, and its refreshing."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from dashboard import desk_acts, desk_version
from dashboard.desk_acts import BulkForm, Outcome
from dashboard.desk_form import FilterForm, Lists
from dashboard.desk_lines import line
from dashboard.queues import MOST_COUNTED, QUEUES, queue_named, read, seat_of, sizes
from pages import moment
from servicedesk.codes import typed_code
from servicedesk.models import OpeningHours, Ticket

_MOST_AT_ONCE = 100


@officer_required
@require_safe
def desk(request: MemberRequest) -> HttpResponse:
    """The desk; whoever typed a ticket code goes to its page, in whatever queue or none it is."""
    code = typed_code(request.GET.get("q", ""))
    mine = Ticket.objects.open_to(request.user)
    ticket = mine.filter(code=code).first() if code else None
    if ticket:
        return redirect(ticket.matter.get_absolute_url())
    lists = Lists.read()
    context = _shown(request, lists) | {"bulk": BulkForm(None, lists)}
    return render(request, "dashboard/desk.html", context)


@officer_required
@require_safe
def desk_live(request: MemberRequest) -> HttpResponse:
    """The queues and the rows at this address as they are now; 204 when what the desk shows is
    still what the header `X-Desk-Version` names."""
    known = request.headers.get("x-desk-version", "")
    if known and known == desk_version.version(request.user, moment.now()):
        return HttpResponse(status=204)
    return render(request, "dashboard/_desk_live.html", _shown(request, Lists.read()))


@officer_required
@require_POST
def desk_bulk(request: MemberRequest) -> HttpResponse:
    """One act on every request that was ticked; what could not be done is said by its code."""
    form = BulkForm(request.POST, Lists.read())
    tickets = _ticked(request)
    if not tickets:
        return _back(request, [(messages.WARNING, _("Nothing was ticked."))])
    if not form.is_valid():
        faults = [str(fault) for row in form.errors.values() for fault in row]
        return _back(request, [(messages.ERROR, " ".join(faults))])
    outcome = desk_acts.carry_out(form.act, tickets, request.user, form.cleaned_data["note"])
    return _back(request, _told(outcome))


def _shown(request: MemberRequest, lists: Lists) -> dict[str, Any]:
    """The queues with their sizes, and one page of the chosen one."""
    now = moment.now()
    # Read first: what happens while the rows are read is news to the next refresh.
    version = desk_version.version(request.user, now)
    calendar = OpeningHours.objects.calendar()
    seat = seat_of(request.user, now, calendar)
    form = FilterForm(request.GET, lists)
    narrowed = form.narrowed()
    queue = queue_named(request.GET.get("antrean", ""))
    page = read(queue, seat, narrowed, request.GET.get("sesudah", ""))
    counted = sizes(seat, narrowed)
    chosen = form.chosen()
    return {
        "version": version,
        "queue": queue,
        "queues": [
            (row, counted[row.slug], urlencode({"antrean": row.slug, **chosen})) for row in QUEUES
        ],
        "most_counted": MOST_COUNTED,
        "page": page,
        "lines": [line(ticket, now, calendar) for ticket in page.rows],
        "form": form,
        "chosen": chosen,
    }


def _ticked(request: MemberRequest) -> list[Ticket]:
    ids = [
        int(pk)
        for pk in request.POST.getlist("tiket")[:_MOST_AT_ONCE]
        if pk.isascii() and pk.isdigit() and len(pk) < 19
    ]
    mine = Ticket.objects.open_to(request.user).select_related("topic")
    return list(mine.filter(pk__in=ids).order_by("pk"))


def _told(outcome: Outcome) -> list[tuple[int, str]]:
    said = []
    if outcome.done:
        done = ngettext("Done for %(n)s request.", "Done for %(n)s requests.", outcome.done)
        said.append((messages.SUCCESS, done % {"n": outcome.done}))
    if outcome.refused:
        rows = "; ".join(f"{code} {reason}" for code, reason in outcome.refused)
        said.append((messages.WARNING, _("Not done: %(rows)s.") % {"rows": rows}))
    return said


def _back(request: MemberRequest, said: list[tuple[int, str]]) -> HttpResponse:
    """To the desk as it was, with its filters; for the script only the words."""
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"said": " ".join(text for _level, text in said)})
    for level, text in said:
        messages.add_message(request, level, text)
    address = reverse("dashboard:desk")
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)
