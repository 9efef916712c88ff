"""What the WebAPI lists, as releases of ours: read, matched, planned and published."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from pages import moment
from releases import periods, regions
from releases.models import Release, SourceSubject
from releases.models.release import TITLE_LENGTH
from releases.periods import Period
from releases.webapi import Row
from textmatch import analyse

_LONGEST_SUMMARY = 500
_LONGEST_URL = 500
# Publications have no subject there.
_PUBLICATIONS = "Publikasi"


class Outcome(StrEnum):
    NEW, PUBLISHED, CHANGED, SAME = "new", "published", "changed", "unchanged"


class BrokenRowError(ValueError):
    """A row lacks what makes it a release; the message says what."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list, in our terms."""

    external_id: str
    subject_key: str
    subject_name: str
    title: str
    region: str
    period: Period | None
    planned_on: date
    released_on: date | None
    source_url: str
    summary: str


def read_press_release(row: Row, domain: str) -> Item:
    """Raises BrokenRowError."""
    name = _text(row.get("subj")) or "Lainnya"
    title, day = _title(row), _day(row, "rl_date")
    return Item(
        external_id=f"{domain}:pressrelease:{_id(row, 'brs_id')}",
        subject_key=f"pressrelease:{row.get('subj_id') or name}"[:40],
        subject_name=name[:120],
        title=title,
        region=_region(title, domain),
        period=periods.told_by(title),
        planned_on=day,
        released_on=day,
        source_url=_url(row.get("pdf")),
        summary=_shortened(_text(row.get("abstract")), _LONGEST_SUMMARY),
    )


def read_publication(row: Row, domain: str) -> Item:
    """Raises BrokenRowError. A title's year is the year it came out, not what it is about."""
    title = _title(row)
    released_on = _day(row, "rl_date") if row.get("rl_date") else None
    planned_on = _day(row, "sch_date") if row.get("sch_date") else released_on
    if planned_on is None:
        raise BrokenRowError("no date")
    return Item(
        external_id=f"{domain}:publication:{_id(row, 'pub_id')}",
        subject_key="publication",
        subject_name=_PUBLICATIONS,
        title=title,
        region=_region(title, domain),
        period=None,
        planned_on=planned_on,
        released_on=released_on,
        source_url=_url(row.get("pdf")),
        summary=_shortened(_text(row.get("abstract")), _LONGEST_SUMMARY),
    )


MODELS: dict[str, Callable[[Row, str], Item]] = {
    "pressrelease": read_press_release,
    "publication": read_publication,
}


def save(item: Item) -> Outcome:
    """Bring the item in; doing it again changes nothing.

    What officers wrote stays: a release of theirs that the item is gets its link and is published.
    """
    with transaction.atomic():
        release = Release.objects.filter(external_id=item.external_id).first() or _adopted(item)
        if release is None:
            _publish(_planned(item), item)
            return Outcome.NEW
        changed = _filled(release, item)
        if _publish(release, item):
            return Outcome.PUBLISHED
    return Outcome.CHANGED if changed else Outcome.SAME


def _planned(item: Item) -> Release:
    begins, ends = item.period or (None, None)
    return Release.objects.plan(
        subject=SourceSubject.objects.subject_of(item.subject_key, item.subject_name),
        title=item.title,
        region=item.region,
        planned_on=item.planned_on,
        reference_from=begins,
        reference_until=ends,
        source_url=item.source_url,
        summary=item.summary,
        external_id=item.external_id,
    )


def _adopted(item: Item) -> Release | None:
    """The release of the same series and period that officers have planned."""
    if item.period is None:
        return None
    subject = SourceSubject.objects.subject_of(item.subject_key, item.subject_name)
    same = Release.objects.filter(subject=subject, reference_until=item.period[1])
    ours = same.filter(region__in=(item.region, ""), external_id=None)
    release = ours.order_by("-region", "pk").first()
    if release:
        release.revise(None, external_id=item.external_id)
    return release


def _filled(release: Release, item: Item) -> bool:
    """Fill what is empty, and move a day that was moved at the source."""
    texts = {"source_url": item.source_url, "summary": item.summary}
    fields: dict[str, Any] = {
        name: value for name, value in texts.items() if value and not getattr(release, name)
    }
    is_theirs = release.events.filter(by__isnull=False).exists()
    if release.published_at is None and not is_theirs:
        fields["planned_on"] = item.planned_on
    return release.revise(None, **fields)


def _publish(release: Release, item: Item) -> bool:
    if item.released_on is None or item.released_on > moment.today():
        return False
    if item.released_on == moment.today():
        return release.publish()
    day = item.released_on
    return release.publish(at=timezone.make_aware(datetime(day.year, day.month, day.day)))


def _title(row: Row) -> str:
    title = _shortened(_text(row.get("title")), TITLE_LENGTH)
    if not title:
        raise BrokenRowError("no title")
    return title


def _id(row: Row, name: str) -> str:
    value = str(row.get(name) or "").strip()
    if not value or len(value) > 40:
        raise BrokenRowError(f"no {name}")
    return value


def _day(row: Row, name: str) -> date:
    try:
        return date.fromisoformat(str(row.get(name) or "")[:10])
    except ValueError as error:
        raise BrokenRowError(f"{name} is no day") from error


def _text(value: Any) -> str:
    """Plain text of what is HTML, often escaped twice."""
    text = html.unescape(html.unescape(str(value or "")))
    return " ".join(strip_tags(text.replace("<", " <")).replace("\x00", "").split())


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _url(value: Any) -> str:
    """A link that may be shown: not one that is too long, or of another kind."""
    url = str(value or "").strip()
    fits = len(url) <= _LONGEST_URL and not any(character.isspace() for character in url)
    return url if fits and urlsplit(url).scheme in ("http", "https") else ""


def _region(title: str, domain: str) -> str:
    """The one region that the title names; else the office's own, a province's being all of it."""
    named = [code for code in analyse(title).regions if regions.known(code)]
    if len(named) == 1:
        return named[0]
    return domain if regions.known(domain) and domain != regions.PROVINCE else ""
