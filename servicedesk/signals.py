"""What the service desk tells the apps above it. Sent after the commit; the truth is the row."""

from django.dispatch import Signal

# A ticket moved. Arguments: change (StatusChange).
status_changed = Signal()

# A ticket was given to a person or a team. Arguments: assignment (Assignment).
ticket_assigned = Signal()
