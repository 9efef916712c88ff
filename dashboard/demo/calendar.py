"""The release calendar of the demo world: the series of such an office over some months, those who
subscribe, the topics that wait, and two notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from dashboard.demo.people import People
from forum.models import Topic
from notices.models import Kind, Notice
from pages import moment
from releases import periods
from releases.models import Release, Subject, Subscription
from servicedesk.moves import Status

_TREE = {
    "Ekonomi": (
        "Inflasi", "Nilai Tukar Petani", "Ekspor-Impor", "Pariwisata", "Transportasi", "PDRB",
    ),
    "Sosial": ("Ketenagakerjaan", "Kemiskinan", "Indeks Pembangunan Manusia"),
    "Publikasi": (),
}  # fmt: skip
_PROVINCE = "1800"
# Months before and after this one.
_SPAN = (-3, 4)
_SUBSCRIBERS = (
    ("Inflasi", ""), ("Ekonomi", _PROVINCE), ("Kemiskinan", ""), ("Publikasi", "1871"),
    ("PDRB", ""),
)  # fmt: skip
_NOTICES = (
    (
        Kind.GUIDANCE,
        "Cara meminta data yang cepat dijawab",
        "Sebutkan **indikator**, **wilayah** dan **tahun** yang Anda perlukan. "
        "Pertanyaan yang lengkap biasanya selesai dalam satu kali balasan.",
    ),
    (
        Kind.ANNOUNCEMENT,
        "Kalender rilis kini dapat diikuti",
        "Pilih subjek dan wilayah di halaman **Rilis**, lalu tekan *Berlangganan*: "
        "Anda dikabari begitu datanya terbit.",
    ),
)


@dataclass(frozen=True, slots=True)
class Series:
    """A subject that comes out in some months (none named: in all), about `length` months that
    ended `lag` months before, not before the `earliest` day of the month."""

    subject: str
    title: str
    length: int
    lag: int
    earliest: int
    months: tuple[int, ...] = ()


_SERIES = (
    Series("Inflasi", "Perkembangan Indeks Harga Konsumen Provinsi Lampung", 1, 1, 1),
    Series("Nilai Tukar Petani", "Perkembangan Nilai Tukar Petani Provinsi Lampung", 1, 1, 1),
    Series("Ekspor-Impor", "Perkembangan Ekspor dan Impor Provinsi Lampung", 1, 2, 1),
    Series("Pariwisata", "Perkembangan Pariwisata Provinsi Lampung", 1, 2, 1),
    Series("Transportasi", "Perkembangan Transportasi Provinsi Lampung", 1, 2, 1),
    Series("PDRB", "Pertumbuhan Ekonomi Provinsi Lampung", 3, 2, 5, (2, 5, 8, 11)),
    Series("Ketenagakerjaan", "Keadaan Ketenagakerjaan Provinsi Lampung", 1, 3, 5, (5, 11)),
    Series("Kemiskinan", "Profil Kemiskinan Provinsi Lampung", 1, 4, 15, (1, 7)),
    Series("Indeks Pembangunan Manusia", "Indeks Pembangunan Manusia", 12, 0, 1, (12,)),
    Series("Publikasi", "Provinsi Lampung Dalam Angka", 12, 2, 26, (2,)),
)


def furnish(people: People) -> None:
    """Make what is missing; safe to repeat."""
    subjects = _subjects()
    for series in _SERIES:
        for month in _months(series):
            _release(series, subjects[series.subject], month, people.officers[0])
    for number, (name, region) in enumerate(_SUBSCRIBERS):
        for user in people.public[number :: len(_SUBSCRIBERS)]:
            Subscription.objects.start(user, subjects[name], region)
    _name_releases(people.officers[0])
    for kind, title, body in _NOTICES:
        if not Notice.objects.filter(title=title).exists():
            Notice(kind=kind, title=title, body=body).write(people.officers[0])


def _subjects() -> dict[str, Subject]:
    found = {}
    for group, parts in _TREE.items():
        found[group] = Subject.objects.named(group)
        for part in parts:
            found[part] = Subject.objects.named(part)
            if found[part].parent_id is None:
                found[part].parent = found[group]
                found[part].save(update_fields=["parent"])
    return found


def _months(series: Series) -> Iterator[date]:
    this_month = moment.today().replace(day=1)
    for offset in range(*_SPAN):
        month = _shifted(this_month, offset)
        if not series.months or month.month in series.months:
            yield month


def _release(series: Series, subject: Subject, month: date, officer: User) -> None:
    ends = _shifted(month, 1 - series.lag) - timedelta(days=1)
    begins = _shifted(ends.replace(day=1), 1 - series.length)
    key: dict[str, Any] = {"subject": subject, "region": _PROVINCE, "reference_until": ends}
    day = _working_day(month.replace(day=series.earliest))
    release = Release.objects.filter(**key).first()
    if release is None:
        with moment.at(_at(month) - timedelta(days=60)):
            release = Release.objects.plan(
                **key,
                title=f"{series.title}, {periods.named(begins, ends)}",
                reference_from=begins,
                planned_on=day,
                source_url="https://lampung.bps.go.id/id/pressrelease",
                by=officer,
            )
        if series.months == (12,):
            _move(release, officer)
    if release.planned_on < moment.today():
        release.publish(officer, _at(release.planned_on))


def _move(release: Release, officer: User) -> None:
    later = _working_day(release.planned_on + timedelta(days=4))
    with moment.at(min(moment.now(), _at(release.planned_on) - timedelta(days=14))):
        release.revise(officer, "Menyesuaikan jadwal rilis nasional.", planned_on=later)


def _name_releases(officer: User) -> None:
    """The topics that wait for data wait for a release whose subject they name, or the yearbook."""
    planned = list(Release.objects.planned().select_related("subject").order_by("planned_on"))
    waiting = Topic.objects.filter(
        ticket__status=Status.WAITING_RELEASE, awaited_release=None
    ).select_related("ticket")
    for topic in waiting if planned else ():
        words = topic.title.lower()
        named = [release for release in planned if release.subject.name.lower() in words]
        topic.wait_for((named or planned[-1:])[0], officer)


def _working_day(day: date) -> date:
    """The day, or the Monday after its weekend; never New Year's Day."""
    if (day.month, day.day) == (1, 1):
        day += timedelta(days=1)
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= 5 else 0)


def _shifted(first: date, by: int) -> date:
    """The first day of the month so many months later."""
    number = first.year * 12 + first.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 11))
