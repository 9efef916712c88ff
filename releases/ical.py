"""The calendar as iCalendar (RFC 5545), for the calendar programs that people have."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from pages import freshness, moment
from releases.models import Release, ReleaseEvent, ReleaseQuerySet
from releases.scope import Scope, get_scope

_PAST = timedelta(days=366)
_MOST = 2_000


def _told(scope: Scope) -> ReleaseQuerySet:
    """What the calendar holds: a year back, and all that is planned."""
    return scope.releases.filter(planned_on__gte=moment.today() - _PAST)


def _calendar(request: HttpRequest, slug: str = "", code: str = "") -> HttpResponse:
    """The releases as all-day events."""
    scope = get_scope(slug, code)
    document = Calendar()
    document.add("prodid", "-//TanyaData//Releases//ID")
    document.add("version", "2.0")
    document.add("method", "PUBLISH")
    document.add("x-wr-calname", f"{scope.name} · {settings.OFFICE_SHORT_NAME}")
    document.add("x-wr-timezone", settings.TIME_ZONE)
    document.add("x-published-ttl", "PT6H")
    moves = Count("events", filter=Q(events__kind=ReleaseEvent.Kind.PLANNED))
    for release in _told(scope).annotate(plans=moves).order_by("planned_on", "pk")[:_MOST]:
        document.add_component(_event(release, release.plans))
    headers = {"Content-Disposition": 'inline; filename="rilis.ics"'}
    return HttpResponse(
        document.to_ical(), content_type="text/calendar; charset=utf-8", headers=headers
    )


def _event(release: Release, plans: int) -> Event:
    """An event keeps its UID for ever; a day that moved raises its SEQUENCE, so that programs
    which hold an earlier copy move it too."""
    event = Event()
    event.add("uid", f"rilis-{release.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", max(plans - 1, 0))
    event.add("dtstamp", release.updated_at)
    event.add("created", release.created_at)
    event.add("last-modified", release.updated_at)
    event.add("dtstart", release.day)
    event.add("dtend", release.day + timedelta(days=1))
    event.add("summary", release.title)
    event.add("description", _description(release))
    event.add("categories", [release.subject.name])
    event.add("url", f"{settings.SITE_URL}{release.get_absolute_url()}")
    event.add("status", "CONFIRMED" if release.published_at else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def _description(release: Release) -> str:
    state = _("Published") if release.published_at else _("Planned; the day may move.")
    facts = (state, release.region_name, release.period, release.source_url)
    return "\n".join(fact for fact in facts if fact)


def _fresh(request: HttpRequest, slug: str = "", code: str = "") -> freshness.Freshness:
    return freshness.of(_told(get_scope(slug, code)), "updated_at")


calendar = freshness.conditional(_fresh)(_calendar)
