"""Import and export of the curated answers."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.guards import MemberRequest, officer_required
from autoreply import importing as imports
from autoreply import table_writer, tabular
from pages.table_form import TableForm
from pages.tables import Fault, RefusedError


class ImportForm(TableForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        help_text=gettext_lazy("CSV, XLSX or JSONL, up to 5 MB and 5,000 answers."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.jsonl,.txt,.tsv"}),
    )


@officer_required
@require_safe
def exchange(request: MemberRequest) -> HttpResponse:
    """The files to fetch, and where a file is sent."""
    return _page(request, ImportForm())


@officer_required
@require_safe
def export(request: MemberRequest, form: str) -> HttpResponse:
    """All answers as a file."""
    kind = table_writer.FORMS.get(form)
    if kind is None:
        raise Http404
    try:
        body = table_writer.written(kind)
    except RefusedError as error:
        return _page(request, ImportForm(), error.faults, status=422)
    disposition = f'attachment; filename="{table_writer.file_name(kind)}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=kind.content_type, headers=headers)


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def importing(request: MemberRequest) -> HttpResponse:
    """Show what a file would change; or, once that was seen, do it."""
    if request.method != "POST":  # somebody who was sent to log in first
        return redirect("autoreply:exchange")
    if "staged" in request.POST:
        return _apply(request)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        plan = imports.plan(form.data_read())
        staged = imports.stage(plan.staged, request.user) if plan.changes else ""
    except RefusedError as error:
        return _page(request, ImportForm(), error.faults, status=422)
    context = {"plan": plan, "staged": staged}
    return render(request, "autoreply/workbench/import_review.html", context)


def _apply(request: MemberRequest) -> HttpResponse:
    try:
        staged = imports.unstage(request.POST["staged"], request.user)
        imports.apply(staged, request.user)
    except RefusedError as error:
        return _page(request, ImportForm(), error.faults, status=409)
    done = ngettext("%(n)d draft was imported.", "%(n)d drafts were imported.", len(staged))
    messages.success(request, done % {"n": len(staged)} + " " + _("The public sees none yet."))
    return redirect(f"{reverse('autoreply:answer_shelf')}?rak=draf")


def _page(
    request: HttpRequest, form: ImportForm, faults: Sequence[Fault] = (), *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "faults": faults,
        "columns": [(name, table_writer.explained(name)) for name in tabular.COLUMNS],
        "required": tabular.REQUIRED,
    }
    return render(request, "autoreply/workbench/exchange.html", context, status=status)
