"""The public calendar: lists, a month, one release."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from pages import moment
from releases import finding
from releases.models import Release, Subject
from releases.months import FIRST_YEAR, LAST_YEAR, Month
from releases.scope import Scope, get_scope

# A month with more is told by its list.
_MOST_IN_A_MONTH = 300


@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    return _list(request, Scope())


@require_safe
def subject(request: HttpRequest, slug: str) -> HttpResponse:
    scope = get_scope(slug=slug)
    return _list(request, scope, parts=Subject.objects.filter(parent=scope.subject))


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    return _list(request, get_scope(code=code))


def _list(request: HttpRequest, page_of: Scope, **context: Any) -> HttpResponse:
    found = finding.find(page_of, request.GET)
    context |= {
        "page_of": page_of,
        "scope": found.scope,
        "found": found,
        "page": found.page(request.GET.get("sesudah", "")),
        "states": finding.STATES,
        "today": moment.today(),
        "subscription": _subscription(request, found.scope),
    }
    return render(request, "releases/release_list.html", context)


@require_safe
def release_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A month as a table, narrowed as the list is."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Http404
    shown = Month(date(year, month, 1))
    found = finding.find(Scope(), request.GET)
    releases = found.scope.releases.within(shown.first, shown.after).order_by("planned_on", "pk")
    releases = releases[:_MOST_IN_A_MONTH]
    before, after = shown.neighbours
    context = {
        "month": shown,
        "weeks": shown.weeks(releases),
        "has_releases": bool(releases),
        "before": before,
        "after": after,
        "found": found,
        "today": moment.today(),
    }
    return render(request, "releases/release_month.html", context)


@require_safe
def release(request: HttpRequest, release_id: int, slug: str) -> HttpResponse:
    release = get_object_or_404(Release.objects.select_related("subject__parent"), pk=release_id)
    if slug != release.slug:
        return redirect(release, permanent=True)
    scope = Scope(release.subject, release.region)
    context = {
        "release": release,
        "scope": scope,
        "events": release.events.select_related("by"),
        "subscription": _subscription(request, scope),
    }
    return render(request, "releases/release.html", context)


def _subscription(request: HttpRequest, scope: Scope) -> Any:
    return scope.subscription_of(request.user) if request.user.is_authenticated else None
