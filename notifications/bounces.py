"""Mail that came back: noted, told at the bell, and forgiven when the address works again."""

from email.message import EmailMessage
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import Bounce, User
from notifications.announcing import announce
from notifications.kinds import BOUNCE


def record(address: str) -> bool:
    """No more letters go to the address, and its owner is told so on the site. Returns whether
    that is new. Raises ValidationError for what is no address; safe to repeat."""
    address = address.strip().lower()
    validate_email(address)
    with transaction.atomic():
        bounce, is_new = Bounce.objects.record(address)
        announce(BOUNCE, User.objects.filter(email__iexact=address), bounce)
    return is_new


def record_report(message: EmailMessage) -> int:
    """Note every address that a delivery report says failed for good. Returns how many."""
    return sum(_record(recipient) for recipient in _failed(message))


def _record(address: str) -> bool:
    try:
        return record(address)
    except ValidationError:
        return False


def _failed(message: EmailMessage) -> list[str]:
    """The recipients that failed for good, of a report as RFC 3464 describes it."""
    found = []
    for part in message.walk():
        status = str(part.get("Status", "")).strip()
        failed = str(part.get("Action", "")).strip().lower() == "failed"
        if failed and status.startswith("5"):
            found.append(str(part.get("Final-Recipient", "")).rpartition(";")[2])
    return found


def confirmed(email_address: Any, **kwargs: Any) -> None:
    """Receiver of allauth's `email_confirmed`: the address works."""
    Bounce.objects.clear(email_address.email)
