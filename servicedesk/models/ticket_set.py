"""Many tickets: opening one, and those an asker or an officer may look into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from accounts.models import User
from pages import moment
from servicedesk.codes import new_code
from servicedesk.models.calendar import OpeningHours
from servicedesk.models.channel import Channel, in_charge
from servicedesk.models.service import ServiceType

if TYPE_CHECKING:
    from servicedesk.models.ticket import Ticket

# By channel, the name of the one row that a ticket belongs to.
MATTERS = {Channel.FORUM: "topic", Channel.PESAN: "conversation"}


class TicketQuerySet(models.QuerySet["Ticket"]):
    def open(self, channel: Channel, service_type: ServiceType | None = None) -> Ticket:
        """A new ticket, opened now, for this service or the usual one; its team is the service's.
        Its promise runs from now on."""
        now = moment.now()
        service_type = service_type or ServiceType.objects.usual()
        ticket = self.model(code=new_code(now), channel=channel, opened_at=now)
        ticket.service_type = service_type
        ticket.team_id = service_type.team_id if service_type else None
        ticket.measure(OpeningHours.objects.calendar(), [])
        ticket.save(force_insert=True)
        return ticket

    def asked_by(self, code: str, email: str) -> Self:
        """The ticket with this code, if its asker has this address; one query either way."""
        asker = models.Q()
        for matter in MATTERS.values():
            asker |= models.Q(**{f"{matter}__author__email__iexact": email.strip()})
        return self.filter(asker, code=code.strip().upper())

    def open_to(self, officer: User) -> Self:
        """The requests an officer may look into: public ones, and private ones they answer for."""
        return self.filter(models.Q(channel=Channel.FORUM) | in_charge(officer))
