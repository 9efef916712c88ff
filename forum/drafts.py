"""Text kept in the session while its writer logs in, so that an ended session loses nothing."""

from django.http import HttpRequest

_KEPT_FIELDS = ("title", "category", "body", "parent", "region", "year", "tags", "is_anonymous")


def _key(request: HttpRequest) -> str:
    return f"draft:{request.path}"


def keep(request: HttpRequest) -> None:
    """Remember what was posted to this address."""
    request.session[_key(request)] = {
        name: request.POST[name] for name in _KEPT_FIELDS if name in request.POST
    }


def kept(request: HttpRequest, path: str = "") -> dict[str, str]:
    """What was kept for this address (or for `path`); empty when nothing was."""
    draft: dict[str, str] = request.session.get(f"draft:{path}" if path else _key(request), {})
    return draft


def forget(request: HttpRequest) -> None:
    request.session.pop(_key(request), None)
