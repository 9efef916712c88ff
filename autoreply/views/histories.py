"""Exported WhatsApp chats: uploading one, following how it is read, and what was found in it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from autoreply import curation, history_file, origins
from autoreply import history as reading
from autoreply.history_form import ChatForm, OfficersForm
from autoreply.models import History
from autoreply.models.job import JobState
from pages.charts import Bar

_MOST_LISTED = 50
_PER_PAGE = 20
# No database takes any number.
_LAST_CLUSTER = 10**6
# The latest; more bars cannot be told apart.
_MOST_MONTHS = 36


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def histories(request: MemberRequest) -> HttpResponse:
    """The chats that were read, and a form for one more."""
    form = ChatForm(request.POST, request.FILES) if request.method == "POST" else ChatForm()
    if form.is_bound and form.is_valid():
        return redirect(reading.register(form.cleaned_data["chat"], request.user))
    rows = History.objects.select_related("started_by")[:_MOST_LISTED]
    context = {"form": form, "histories": rows}
    status = 422 if form.is_bound else 200
    return render(request, "autoreply/workbench/histories.html", context, status=status)


@officer_required
@never_cache
@require_safe
def history(request: MemberRequest, history_id: int) -> HttpResponse:
    """Who of the senders are officers; then how far it is; then what was found."""
    row = get_object_or_404(History.objects.select_related("started_by"), pk=history_id)
    if row.needs_officers:
        return _ask_officers(request, row)
    context: dict[str, Any] = {"history": row, "moves_on": not row.is_over and not row.is_dead}
    if row.state == JobState.DONE:
        context |= _result(row, request.GET.get("dari", ""))
    return render(request, "autoreply/workbench/history.html", context)


@officer_required
@never_cache
@require_POST
def history_start(request: MemberRequest, history_id: int) -> HttpResponse:
    """Begin to read a chat whose officers are named."""
    row = get_object_or_404(History, pk=history_id)
    if not row.needs_officers:
        return redirect(row)
    return _ask_officers(request, row)


@officer_required
@require_POST
def history_end(request: MemberRequest, history_id: int) -> HttpResponse:
    """Stop the reading; what is not being read is deleted."""
    row = get_object_or_404(History, pk=history_id)
    if reading.end(row):
        messages.success(request, _("The chat and all that was read of it are deleted."))
        return redirect("autoreply:histories")
    messages.success(request, _("The reading is cancelled."))
    return redirect(row)


@officer_required
@require_POST
def answer_from_history(request: MemberRequest, history_id: int, cluster: int) -> HttpResponse:
    """Begin an answer with the questions of a cluster and the longest reply to them."""
    row = get_object_or_404(History, pk=history_id, state=JobState.DONE)
    found = reading.found_clusters(row, cluster, cluster) if cluster <= _LAST_CLUSTER else []
    if not found:
        raise Http404
    content = origins.from_wordings(found[0].wordings, found[0].reply)
    note = _("from the WhatsApp history %(name)s") % {"name": row}
    draft = curation.start(content, request.user, note=note)
    messages.success(request, _("A draft was begun. Complete it, then test it."))
    return redirect("autoreply:answer_edit", draft.answer_id)


def _ask_officers(request: MemberRequest, row: History) -> HttpResponse:
    """Ask who the officers are, and begin once that is said. The senders are read from the chat:
    they stand in no row."""
    try:
        data = request.POST if request.method == "POST" else None
        form = OfficersForm(data, senders=history_file.senders(row))
    except FileNotFoundError:
        form = None
    if form and form.is_valid():
        reading.start(row, form.cleaned_data["officers"])
        return redirect(row)
    context = {"history": row, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "autoreply/workbench/history.html", context, status=status)


def _result(row: History, wanted: str) -> dict[str, Any]:
    """What was found; of the clusters, those from the wanted number on."""
    first = int(wanted[:6]) if wanted.isdecimal() and int(wanted[:6]) else 1
    clusters = reading.found_clusters(row, first, first + _PER_PAGE)
    return {
        "statistic": row.statistic,
        "months": [month | {"name": _month(month)} for month in row.statistic["months"]],
        "bars": [
            Bar(
                _month(month),
                month["questions"],
                month["answered"],
                short=_month(month, "M Y"),
            )
            for month in row.statistic["months"][-_MOST_MONTHS:]
        ],
        "clusters": clusters[:_PER_PAGE],
        "earlier": max(1, first - _PER_PAGE) if first > 1 else None,
        "later": first + _PER_PAGE if len(clusters) > _PER_PAGE else None,
    }


def _month(month: dict[str, Any], form: str = "YEAR_MONTH_FORMAT") -> str:
    return date_format(date.fromisoformat(f"{month['month']}-01"), form)
