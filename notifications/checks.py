"""Ways the notifications can be set up wrongly."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# A local part has 64 characters; the token beside ours takes up to 42 and a plus sign.
_LONGEST_LOCAL = 21


@register()
def reply_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E001: an address to which the token that names member and topic cannot be added."""
    address = settings.REPLY_ADDRESS
    if not address:
        return []
    local = address.rpartition("@")[0]
    try:
        validate_email(address)
        fits = "+" not in local and len(local) <= _LONGEST_LOCAL
    except ValidationError:
        fits = False
    hint = f"As in balas@example.go.id: no plus sign, at most {_LONGEST_LOCAL} characters before @."
    message = "REPLY_ADDRESS cannot be used."
    return [] if fits else [Error(message, hint=hint, id="notifications.E001")]
