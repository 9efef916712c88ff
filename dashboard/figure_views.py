"""The figures: the page, the rows behind each, the files, and what refreshes by itself."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.guards import MemberRequest, officer_required
from dashboard import desk_version
from dashboard.desk_form import Lists
from dashboard.desk_lines import Line, line
from dashboard.figure_form import PERIODS, FigureForm
from dashboard.figures import automatic, lookups, outcomes, rated, repeated, times, volume
from dashboard.figures.board import HEADLINE, Board, board, headline, longest_waiting
from dashboard.figures.charts import KIND_LABELS, charts
from dashboard.figures.figure import Breakdown, Figure
from dashboard.figures.reading import read
from dashboard.figures.registry import ALL
from dashboard.figures.repeats import clusters
from dashboard.figures.scope import Scope
from dashboard.figures.showing import Cell, in_words
from dashboard.figures.table import FORMS, label_of, table
from pages import keyset, moment
from servicedesk.models import Rating

_PAGE = 50


@officer_required
@require_safe
def figures_page(request: MemberRequest) -> HttpResponse:
    """All figures of a period, beside those of the period before."""
    form = FigureForm(request.GET, Lists.read())
    scope = form.scope
    version = _version(request)
    shown = board(scope, form.step, form.clock)
    context = {
        "form": form,
        "scope": scope,
        "periods": PERIODS,
        "version": version,
        "board": shown,
        "headline": shown.of(HEADLINE),
        "longest": _lines(scope),
        "clusters": clusters(scope),
        **_sections(shown),
    }
    return render(request, "dashboard/figures.html", context)


@officer_required
@require_safe
def figures_live(request: MemberRequest) -> HttpResponse:
    """The top figures as they are now; 204 when nothing happened since `versi`."""
    version = _version(request)
    if request.GET.get("versi") == version:
        return HttpResponse(status=204)
    scope = FigureForm(request.GET, Lists.read()).scope
    context = {
        "scope": scope,
        "version": version,
        "headline": headline(scope),
        "longest": _lines(scope),
    }
    return render(request, "dashboard/_figures_live.html", context)


@officer_required
@require_safe
def figure(request: MemberRequest, figure: str) -> HttpResponse:
    """The rows behind one number."""
    asked = _named(figure)
    form = FigureForm(request.GET, Lists.read())
    scope, part = form.scope, _part(request, asked)
    source = asked.source
    rows = asked.rows(scope, part)
    page = keyset.page(
        source.shown(rows),
        source.moment,
        request.GET.get("sesudah", ""),
        size=_PAGE,
        oldest_first=source.oldest_first,
    )
    context = {
        "figure": asked,
        "cell": _cell(asked, scope),
        "form": form,
        "scope": scope,
        "part": part,
        "part_label": label_of(asked, scope, part) if part else "",
        "count": rows.count(),
        "rows": [_row(asked, scope, row) for row in page.rows],
        "next_cursor": page.next_cursor,
        "columns": asked.listed(scope),
        "forms": list(FORMS),
    }
    return render(request, "dashboard/figure.html", context)


@officer_required
@require_safe
def figure_export(request: MemberRequest, figure: str, form: str) -> HttpResponse:
    """The same rows as a file."""
    asked, written = _named(figure), FORMS.get(form)
    if written is None:
        raise Http404
    asking = FigureForm(request.GET, Lists.read())
    rows = table(asked, asking.scope, asking.said, _part(request, asked))
    name = f"tanyadata-{asked.slug}-{asking.period.first}-{asking.period.last}.{written.suffix}"
    return HttpResponse(
        written.write(rows),
        content_type=written.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _sections(shown: Board) -> dict[str, Any]:
    """The charts and the groups of figures beneath the headline."""
    return {
        "charts": charts(shown),
        "kind_labels": KIND_LABELS,
        "by_channel": volume.BY_CHANNEL,
        "by_hour": volume.BY_HOUR,
        "steps": volume.STEPS,
        "clocks": times.CLOCKS,
        "statistics": times.STATISTICS,
        "outcomes": shown.of((outcomes.OPEN, outcomes.FIRST_CONTACT, outcomes.REOPENED)),
        "automatic": shown.of(automatic.FIGURES),
        "repeated": shown.of(repeated.FIGURES),
        "questions": repeated.QUESTIONS,
        "lookups": shown.of(lookups.FIGURES),
        "element": rated.BY_ELEMENT[0],
    }


def _row(asked: Figure | Breakdown, scope: Scope, row: Any) -> list[dict[str, str]]:
    """A row as the page shows it: the name, the text and the link of each cell."""
    cells = [(column, column.of(row)) for column in asked.listed(scope)]
    return [
        {
            "name": str(column.name),
            "text": in_words(cell, column.unit),
            "href": getattr(cell, "href", ""),
        }
        for column, cell in cells
    ]


def _named(slug: str) -> Figure | Breakdown:
    if slug not in ALL:
        raise Http404
    return ALL[slug]


def _part(request: MemberRequest, asked: Figure | Breakdown) -> str:
    """The part of a breakdown that is asked for; "" for all of it. Raises BadRequest for a text
    that is no part of this one."""
    part = request.GET.get("bagian", "")
    if part and isinstance(asked, Breakdown):
        try:
            asked.key_of(part)
        except ValueError as error:
            raise BadRequest("no such part") from error
    return part if isinstance(asked, Breakdown) else ""


def _cell(asked: Figure | Breakdown, scope: Scope) -> Cell | None:
    if isinstance(asked, Breakdown):
        return None
    now, before = read([asked], scope)
    return Cell(asked, now[asked.slug], before.get(asked.slug), scope)


def _lines(scope: Scope) -> list[Line]:
    return [line(ticket, scope.now, scope.calendar) for ticket in longest_waiting(scope)]


def _version(request: MemberRequest) -> str:
    return desk_version.version(request.user, moment.now(), Rating)
