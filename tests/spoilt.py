"""Values that no ticket of a test has, by the kind of field, and what is lost as far as can be."""

from datetime import timedelta

from django.db.models import DateTimeField, DurationField

from servicedesk.models import Ticket


def wrong(name, at, number=7):
    """A wrong value for this field of a ticket: a moment, a time or a number."""
    field = Ticket._meta.get_field(name)
    if isinstance(field, DateTimeField):
        return at
    return timedelta(seconds=number) if isinstance(field, DurationField) else number


def lost(name):
    """Nothing, or as near to it as the field allows."""
    field = Ticket._meta.get_field(name)
    return None if field.null else field.get_default()
