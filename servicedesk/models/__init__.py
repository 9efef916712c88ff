from servicedesk.codes import new_code
from servicedesk.models.calendar import Holiday, OpeningHours
from servicedesk.models.channel import Channel, Classification
from servicedesk.models.desk import Assignment, InternalNote, Presence
from servicedesk.models.policy import Policy
from servicedesk.models.rating import ELEMENTS, Rating
from servicedesk.models.service import ServiceType
from servicedesk.models.status_change import StatusChange
from servicedesk.models.ticket import Ticket

__all__ = [
    "ELEMENTS",
    "Assignment",
    "Channel",
    "Classification",
    "Holiday",
    "InternalNote",
    "OpeningHours",
    "Policy",
    "Presence",
    "Rating",
    "ServiceType",
    "StatusChange",
    "Ticket",
    "new_code",
]
