"""Import and export of the releases."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.guards import MemberRequest, officer_required
from pages import moment, tables
from pages.table_form import TableForm
from pages.tables import Fault, RefusedError
from releases import importing, table
from releases.models import Release


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def release_import(request: MemberRequest) -> HttpResponse:
    """Show what a file would change; or, once that was seen, do it."""
    if request.method != "POST":
        return _page(request, TableForm())
    if "staged" in request.POST:
        return _apply(request)
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        plan = importing.plan(form.data_read())
        staged = importing.stage(plan, request.user) if plan.changes else ""
    except RefusedError as error:
        return _page(request, TableForm(), error.faults, status=422)
    context = {"plan": plan, "staged": staged}
    return render(request, "releases/desk/import_review.html", context)


def _apply(request: MemberRequest) -> HttpResponse:
    try:
        staged = importing.unstage(request.POST["staged"], request.user)
        importing.apply(staged, request.user)
    except RefusedError as error:
        return _page(request, TableForm(), error.faults, status=409)
    done = ngettext("%(n)d release was imported.", "%(n)d releases were imported.", len(staged))
    messages.success(request, done % {"n": len(staged)})
    return redirect("releases:release_desk")


@officer_required
@require_safe
def release_export(request: MemberRequest) -> HttpResponse:
    """All releases as a table; edited, it can be sent back."""
    releases = Release.objects.select_related("subject").order_by("planned_on", "pk")
    rows = (table.cells_of(release) for release in releases.iterator())
    name = f"tanyadata-rilis-{moment.today().isoformat()}.csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    body = tables.csv_file(table.LAYOUT.columns, rows)
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)


def _page(
    request: MemberRequest, form: TableForm, faults: Sequence[Fault] = (), *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "faults": faults,
        "columns": table.EXPLAINED.items(),
        "required": table.LAYOUT.required,
    }
    return render(request, "releases/desk/release_import.html", context, status=status)
