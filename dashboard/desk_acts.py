"""What an officer does to several requests at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from dashboard.desk_form import Lists
from forum import moderation
from pages.fields import readable
from servicedesk.models import Channel, Classification, Ticket
from servicedesk.moves import Status

# What the ticket, the officer and the note make of it: whether anything changed.
Act = Callable[[Ticket, User, str], bool]
_Choice = tuple[str, str | Promise]

CLAIM, NOTE = "ambil", "catatan"
_LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many requests changed, and the code of each that did not, with the reason."""

    done: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


class BulkForm(forms.Form):
    """One act for all that is ticked, and a note to go with it."""

    tindakan = forms.ChoiceField(label=gettext_lazy("With the ticked ones"))
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=2_000, required=False, validators=[readable]
    )

    def __init__(self, data: QueryDict | None, lists: Lists) -> None:
        super().__init__(data, auto_id="bulk-%s")
        self._acts = _acts(lists)
        chooser: Any = self.fields["tindakan"]
        chooser.choices = [("", gettext_lazy("Choose")), *_choices(lists)]

    @property
    def act(self) -> Act:
        """The act that was chosen, of a valid form."""
        return self._acts[self.cleaned_data["tindakan"]]

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        is_note = self.cleaned_data.get("tindakan") == NOTE
        if is_note and not note:
            raise ValidationError(_("Please write the note."))
        if not is_note and len(note) > _LONGEST_NOTE:
            raise ValidationError(
                _("Beside another act a note has at most %(most)s characters.")
                % {"most": _LONGEST_NOTE}
            )
        return note


def carry_out(act: Act, tickets: Iterable[Ticket], by: User, note: str) -> Outcome:
    """Do it to each request by itself: one that refuses does not stop the others."""
    done, refused = 0, []
    for ticket in tickets:
        try:
            with transaction.atomic():
                changed = act(ticket, by, note)
        except PermissionDenied:
            status = ticket.get_status_display()
            refused.append((ticket.code, _("not possible from “%(status)s”") % {"status": status}))
            continue
        if changed:
            done += 1
        else:
            refused.append((ticket.code, _("is so already")))
    return Outcome(done, refused)


def _choices(lists: Lists) -> list[Any]:
    moves = [(f"status-{row.value}", row.label) for row in Status if row in _reachable()]
    return [
        (CLAIM, gettext_lazy("Take charge")),
        (NOTE, gettext_lazy("Leave an internal note")),
        *_group(gettext_lazy("Put in charge"), "petugas", lists.officers),
        *_group(gettext_lazy("Hand to the team"), "tim", lists.teams),
        (gettext_lazy("Change the status"), moves),
        *_group(gettext_lazy("Service type"), "layanan", lists.service_types),
        (
            gettext_lazy("Classification"),
            [(f"klasifikasi-{row.value}", row.label) for row in Classification],
        ),
    ]


def _group(name: str | Promise, kind: str, rows: Iterable[Any]) -> list[Any]:
    """A group of the chooser; none where there is nothing in it."""
    choices = [(f"{kind}-{row.pk}", str(row)) for row in rows]
    return [(name, choices)] if choices else []


def _reachable() -> set[Status]:
    # A duplicate is confirmed on its own page, which says of what; nothing becomes new again.
    return set(Status) - {Status.NEW, Status.DUPLICATE}


def _acts(lists: Lists) -> dict[str, Act]:
    acts: dict[str, Act] = {CLAIM: _claim, NOTE: _leave_note}
    for officer in lists.officers:
        acts[f"petugas-{officer.pk}"] = partial(_assign, officer)
    for team in lists.teams:
        acts[f"tim-{team.pk}"] = partial(_hand_over, team)
    for status in _reachable():
        acts[f"status-{status.value}"] = partial(_move, status)
    for service_type in lists.service_types:
        acts[f"layanan-{service_type.pk}"] = partial(_serve, service_type)
    for kind in Classification:
        acts[f"klasifikasi-{kind.value}"] = partial(_classify, kind)
    return acts


def _claim(ticket: Ticket, by: User, note: str) -> bool:
    if ticket.assignee_id == by.pk:
        return False
    if ticket.channel == Channel.FORUM:
        moderation.take_charge(ticket.topic, by)
    else:
        ticket.claim(by)
    return True


def _assign(officer: User, ticket: Ticket, by: User, note: str) -> bool:
    return ticket.assign(officer, by, note)


def _hand_over(team: Any, ticket: Ticket, by: User, note: str) -> bool:
    return ticket.hand_over(team, by, note)


def _move(status: Status, ticket: Ticket, by: User, note: str) -> bool:
    ticket.move(status, by, note=note)
    return True


def _serve(service_type: Any, ticket: Ticket, by: User, note: str) -> bool:
    return ticket.reclassify(service_type, ticket.classification, by)


def _classify(kind: Classification, ticket: Ticket, by: User, note: str) -> bool:
    return ticket.reclassify(ticket.service_type, kind, by)


def _leave_note(ticket: Ticket, by: User, note: str) -> bool:
    ticket.notes.create(by=by, text=note)
    return True
