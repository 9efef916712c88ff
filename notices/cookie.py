"""Which notices a reader has put away; their browser remembers it, nobody else does."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_NAME = "pengumuman_ditutup"
_MOST = 30
_HALF_A_YEAR = 180 * 24 * 3600


def dismissed(request: HttpRequest) -> list[int]:
    """The ids of what the reader has put away, the latest last."""
    parts = request.COOKIES.get(_NAME, "")[:400].split("-")
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 19]


def dismiss(request: HttpRequest, response: HttpResponse, notice_id: int) -> None:
    """Remember that the reader has put it away."""
    kept = [pk for pk in dismissed(request) if pk != notice_id][1 - _MOST :]
    response.set_cookie(
        _NAME,
        "-".join(map(str, [*kept, notice_id])),
        max_age=_HALF_A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
