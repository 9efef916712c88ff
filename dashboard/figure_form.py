"""What the figures are asked for, read from the address: the period, the filters, and how to show
them."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution
from dashboard.desk_form import Lists
from dashboard.figures import times, volume
from dashboard.figures.period import Period
from dashboard.figures.scope import FILTERS, Scope
from dashboard.models import ReportSettings
from pages import moment
from servicedesk.models import Channel, OpeningHours

_DAY = timedelta(days=1)
# No office has figures of a longer time, and no chart could show them.
_LONGEST = 3660
USUAL = "90"


def _this_month() -> Period:
    today = moment.today()
    return Period.month(today.year, today.month)


def _last_month() -> Period:
    last = _this_month().first - _DAY
    return Period.month(last.year, last.month)


def _this_year() -> Period:
    return Period(date(moment.today().year, 1, 1), moment.today())


PERIODS: dict[str, tuple[str | Promise, Callable[[], Period]]] = {
    "7": (_("7 days"), lambda: Period.latest(7)),
    "30": (_("30 days"), lambda: Period.latest(30)),
    "90": (_("90 days"), lambda: Period.latest(90)),
    "365": (_("365 days"), lambda: Period.latest(365)),
    "bulan-ini": (_("This month"), _this_month),
    "bulan-lalu": (_("Last month"), _last_month),
    "tahun-ini": (_("This year"), _this_year),
}


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class FigureForm(forms.Form):
    """A field that makes no sense is said to be wrong, and the figures are as if it were not there.

    Two days go before a named period.
    """

    dari = _day(_("From"))
    sampai = _day(_("Until"))
    kategori = forms.ChoiceField(label=_("Category"), required=False)
    tim = forms.ChoiceField(label=_("Team"), required=False)
    petugas = forms.ChoiceField(label=_("Officer"), required=False)
    layanan = forms.ChoiceField(label=_("Service type"), required=False)
    kanal = forms.ChoiceField(label=_("Channel"), required=False)
    instansi = forms.ChoiceField(label=_("Institution"), required=False)

    def __init__(self, data: QueryDict, lists: Lists) -> None:
        super().__init__(data, auto_id="figures-%s")
        self.lists = lists
        self._offer("kategori", ((row.slug, row.name) for row in lists.categories))
        self._offer("tim", ((str(row.pk), row.name) for row in lists.teams))
        self._offer("petugas", ((str(row.pk), row.display_name) for row in lists.officers))
        self._offer("layanan", ((row.slug, row.name) for row in lists.service_types))
        self._offer("kanal", Channel.choices)
        self._offer("instansi", Institution.choices)

    def _offer(self, name: str, choices: Iterable[tuple[str, str | Promise]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("All")), *choices]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, and not years after it."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("dari"), data.get("sampai")
        if first and last and first > last:
            self.add_error("sampai", gettext("This is before the first day."))
        elif first and last and (last - first).days >= _LONGEST:
            self.add_error("sampai", gettext("Please choose ten years at most."))
        elif bool(first) != bool(last) and not self.errors:
            self.add_error("sampai" if first else "dari", gettext("Please give both days."))
        return data

    @property
    def preset(self) -> str:
        """The named period in use; "" where two days are given."""
        if self._days():
            return ""
        asked = self.data.get("periode", "")
        return asked if asked in PERIODS else USUAL

    @property
    def period(self) -> Period:
        return self._days() or PERIODS[self.preset][1]()

    def _days(self) -> Period | None:
        self.is_valid()
        first, last = self.cleaned_data.get("dari"), self.cleaned_data.get("sampai")
        return Period(first, last) if first and last else None

    @property
    def narrowed(self) -> dict[str, str]:
        """The filters in use."""
        self.is_valid()
        return {name: value for name in FILTERS if (value := self.cleaned_data.get(name))}

    @property
    def said(self) -> list[tuple[str, str]]:
        """The filters in use, in words."""
        fields: dict[str, Any] = dict(self.fields)
        return [
            (str(fields[name].label), str(dict(fields[name].choices)[value]))
            for name, value in self.narrowed.items()
        ]

    @property
    def scope(self) -> Scope:
        """What the figures are asked of, as of now."""
        return Scope(
            self.period,
            moment.now(),
            OpeningHours.objects.calendar(),
            ReportSettings.objects.current().minutes_per_answer,
            self.lists,
            self.narrowed,
        )

    @property
    def step(self) -> str:
        """How long a bar of the chart over time is."""
        asked = self.data.get("langkah", "")
        usual = volume.usual_step(self.period.days)
        # A bar a day for years would be a wall.
        too_many = asked == "hari" and self.period.days > volume.MOST_DAYS
        return asked if asked in volume.STEPS and not too_many else usual

    @property
    def clock(self) -> str:
        """In which of the two times the table of times is."""
        asked = self.data.get("waktu", "")
        return asked if asked in times.CLOCKS else times.WORKING
