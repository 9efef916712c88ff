"""Reference periods: their names, and how a title tells them."""

import re
from calendar import monthrange
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

Period = tuple[date, date]

_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(20\d\d)"
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\s+{_YEAR}\b")
_QUARTER = re.compile(rf"\btriwulan\s+(iv|i{{1,3}}|[1-4])[\s-]+{_YEAR}\b")
_HALF = re.compile(rf"\bsemester\s+(i{{1,2}}|[12])[\s-]+{_YEAR}\b")
_WHOLE = re.compile(rf"\b{_YEAR}\b")


def named(begins: date, ends: date) -> str:
    """The period as people say it: a month, a quarter, a half or a whole year, else two days."""
    months = (ends.year - begins.year) * 12 + ends.month - begins.month + 1
    if begins.day == 1 and ends == _last_day(ends) and begins.year == ends.year:
        part, starts_well = divmod(begins.month - 1, months)
        named_by = {3: _("Quarter %(part)s of %(year)d"), 6: _("Half %(part)s of %(year)d")}
        if months == 1:
            return date_format(begins, "F Y")
        if months == 12:
            return str(begins.year)
        if months in named_by and not starts_well:
            roman = ("I", "II", "III", "IV")[part]
            return named_by[months] % {"part": roman, "year": begins.year}
    return f"{date_format(begins, 'j F Y')} – {date_format(ends, 'j F Y')}"


def told_by(title: str) -> Period | None:
    """The one month, quarter, half or year that an Indonesian title names; None where it names
    none, or several."""
    text = title.lower()
    for pattern, length in ((_MONTH, 1), (_QUARTER, 3), (_HALF, 6)):
        found = {_period(name, int(year), length) for name, year in pattern.findall(text)}
        if found:
            return found.pop() if len(found) == 1 else None
    years = {int(year) for year in _WHOLE.findall(text)}
    return _months(years.pop(), 1, 12) if len(years) == 1 else None


def _period(name: str, year: int, length: int) -> Period:
    if length == 1:
        number = _MONTHS.index(name) + 1
    else:
        number = _ROMAN[name] if name in _ROMAN else int(name)
    return _months(year, (number - 1) * length + 1, length)


def _months(year: int, first: int, count: int) -> Period:
    return date(year, first, 1), _last_day(date(year, first + count - 1, 1))


def _last_day(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
