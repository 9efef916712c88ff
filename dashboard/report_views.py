"""The monthly reports: to print or save as PDF from the browser, and as a file of all figures."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.guards import MemberRequest, officer_required
from dashboard.figures.period import Period
from dashboard.figures.report import months, overview, report
from dashboard.figures.table import FORMS
from pages import moment


@officer_required
@require_safe
def report_list(request: MemberRequest) -> HttpResponse:
    return render(request, "dashboard/report_list.html", {"months": months(), "forms": list(FORMS)})


@officer_required
@require_safe
def report_month(request: MemberRequest, year: int, month: int) -> HttpResponse:
    """The report of one month, laid out for A4."""
    return render(request, "dashboard/report.html", {"report": report(_month(year, month))})


@officer_required
@require_safe
def report_export(request: MemberRequest, year: int, month: int, form: str) -> HttpResponse:
    """All figures of the month with their definitions."""
    written = FORMS.get(form)
    if written is None:
        raise Http404
    name = f"tanyadata-{year}-{month:02}.{written.suffix}"
    return HttpResponse(
        written.write(overview(_month(year, month))),
        content_type=written.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _month(year: int, month: int) -> Period:
    """The month; 404 for one that is none or has not begun."""
    try:
        period = Period.month(year, month)
    except ValueError as error:
        raise Http404 from error
    if period.first > moment.today():
        raise Http404
    return period
