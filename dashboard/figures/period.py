"""A period of whole days at the office, and the one before it to compare with."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from pages import moment

_DAY = timedelta(days=1)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date

    @classmethod
    def latest(cls, days: int) -> "Period":
        """The last so many days, today among them."""
        today = moment.today()
        return cls(today - (days - 1) * _DAY, today)

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """A calendar month. Raises ValueError for one that is none."""
        first = date(year, month, 1)
        return cls(first, date(year, month, monthrange(year, month)[1]))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def start(self) -> datetime:
        """The moment it begins."""
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The moment after its last."""
        return _midnight(self.last + _DAY)

    @property
    def before(self) -> "Period":
        """As many months before whole calendar months, as many days before any other period."""
        months = self._months()
        if months:
            place = self.first.year * _MONTHS + self.first.month - 1 - months
            return Period(date(place // _MONTHS, place % _MONTHS + 1, 1), self.first - _DAY)
        return Period(self.first - self.days * _DAY, self.first - _DAY)

    def _months(self) -> int:
        """How many whole calendar months it is; 0 when it is not."""
        if self.first.day != 1 or (self.last + _DAY).day != 1:
            return 0
        years = self.last.year - self.first.year
        return years * _MONTHS + self.last.month - self.first.month + 1

    def __str__(self) -> str:
        return f"{date_format(self.first, 'DATE_FORMAT')} – {date_format(self.last, 'DATE_FORMAT')}"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
