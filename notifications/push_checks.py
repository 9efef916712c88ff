"""Ways web push can be set up wrongly."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from notifications import webpush


@register()
def vapid(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W002: keys without the package. E002: keys that are no pair. E003: a subject that push
    services refuse."""
    private, public = settings.VAPID_PRIVATE_KEY, settings.VAPID_PUBLIC_KEY
    if not (private or public):
        return []
    if not webpush.is_installed():
        message = "There are keys for web push, but the package pywebpush is missing."
        return [Warning(message, hint="Install the extra `push`.", id="notifications.W002")]
    if not webpush.is_pair(private, public):
        hint = "Make a new pair with make_vapid_keys."
        message = "VAPID_PRIVATE_KEY and VAPID_PUBLIC_KEY are no pair."
        return [Error(message, hint=hint, id="notifications.E002")]
    if not settings.VAPID_SUBJECT.startswith(("mailto:", "https://")):
        hint = "As in mailto:admin@example.go.id."
        return [Error("VAPID_SUBJECT cannot be used.", hint=hint, id="notifications.E003")]
    return []
