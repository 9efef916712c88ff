"""The desk's filters, which travel in the address, and the lists its forms choose from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from chat.models import Conversation
from dashboard.queues import on_the_desk
from forum.models import Category, Topic
from servicedesk.models import Channel, ServiceType, Ticket
from servicedesk.moves import Status
from servicedesk.officers import officers

_Choice = tuple[str, str | Promise]
# Of the titles that hold some words, so many, the newest.
_MOST_FOUND = 300
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Lists:
    """What can be chosen at the desk, each read once."""

    categories: list[Category]
    teams: list[Team]
    officers: list[User]
    service_types: list[ServiceType]

    @classmethod
    def read(cls) -> "Lists":
        return cls(
            list(Category.objects.all()),
            list(Team.objects.all()),
            list(officers()),
            list(ServiceType.objects.all()),
        )


class FilterForm(forms.Form):
    """Narrows every queue. A field that makes no sense is as if it were not there."""

    q = forms.CharField(
        label=_("Words in the title, or a ticket code"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": _LONGEST}),
    )
    kanal = forms.ChoiceField(label=_("Channel"), required=False)
    kategori = forms.ChoiceField(label=_("Category"), required=False)
    tim = forms.ChoiceField(label=_("Team"), required=False)
    petugas = forms.ChoiceField(label=_("Officer"), required=False)
    layanan = forms.ChoiceField(label=_("Service type"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)

    # Field: what it asks of a ticket.
    _CONDITIONS: dict[str, Callable[[str], Q]] = {
        "kanal": lambda channel: Q(channel=channel),
        "kategori": lambda slug: Q(topic__category__slug=slug),
        "tim": lambda pk: Q(team=int(pk)),
        "petugas": lambda pk: Q(assignee=int(pk)),
        "layanan": lambda slug: Q(service_type__slug=slug),
        "status": lambda status: Q(status=status),
    }

    def __init__(self, data: QueryDict, lists: Lists) -> None:
        super().__init__(data, auto_id="desk-%s")
        self._offer("kanal", Channel.choices)
        self._offer("kategori", ((row.slug, row.name) for row in lists.categories))
        self._offer("tim", ((str(row.pk), row.name) for row in lists.teams))
        self._offer("petugas", ((str(row.pk), row.display_name) for row in lists.officers))
        self._offer("layanan", ((row.slug, row.name) for row in lists.service_types))
        self._offer("status", Status.choices)

    def _offer(self, name: str, choices: Iterable[_Choice]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("All")), *choices]

    def narrowed(self) -> Q:
        """The condition on tickets."""
        narrowed = Q()
        for name, value in self.chosen().items():
            if name in self._CONDITIONS:
                narrowed &= self._CONDITIONS[name](value)
        words = self.chosen().get("q", "").split()
        return narrowed & Q(pk__in=_titled(words, narrowed)) if words else narrowed

    def chosen(self) -> dict[str, str]:
        """The filters in use."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if "q" in chosen:
            chosen["q"] = chosen["q"][:_LONGEST]
        return chosen


def _titled(words: list[str], narrowed: Q) -> list[int]:
    """Ids of the newest tickets of the desk whose topic's or conversation's title holds every word,
    or piece of a word, as it was written."""
    held = Q(ticket__in=Ticket.objects.filter(narrowed, on_the_desk()))
    for word in words:
        held &= Q(title__icontains=word)
    topics = Topic.objects.filter(held).order_by("-pk").values_list("ticket", flat=True)
    private = Conversation.objects.filter(held).order_by("-pk").values_list("ticket", flat=True)
    return [*topics[:_MOST_FOUND], *private[:_MOST_FOUND]]
