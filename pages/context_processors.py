"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

THEMES = ("light", "dark")


def site(request: HttpRequest) -> dict[str, Any]:
    """The office, the site's public address, and the reader's theme ("" follows the device)."""
    theme = request.COOKIES.get("theme", "")
    return {
        "office": {
            "name": settings.OFFICE_NAME,
            "short_name": settings.OFFICE_SHORT_NAME,
            "logo_url": settings.OFFICE_LOGO_URL,
        },
        "site_url": settings.SITE_URL,
        "theme": theme if theme in THEMES else "",
    }
