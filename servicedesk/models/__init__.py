from servicedesk.models.calendar import Holiday, OpeningHours
from servicedesk.models.ticket import Channel, StatusChange, Ticket, new_code

__all__ = ["Channel", "Holiday", "OpeningHours", "StatusChange", "Ticket", "new_code"]
