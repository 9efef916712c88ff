"""Text kept until it is posted: a member's in the database, on every device; a guest's in the
session, which logging in keeps."""

from django.http import HttpRequest

from forum.models import Draft
from pages import moment
from pages.fields import MAX_BODY

_KEPT_FIELDS = (
    "title",
    "category",
    "body",
    "parent",
    "status",
    "region",
    "year",
    "tags",
    "is_anonymous",
)


def keep(request: HttpRequest, path: str = "") -> None:
    """Remember what was posted to this address, or what belongs to the form at `path`."""
    path = path or request.path
    fields = {
        name: request.POST[name][: 2 * MAX_BODY] for name in _KEPT_FIELDS if name in request.POST
    }
    if request.user.is_authenticated:
        # What was written before logging in is older now than what is kept here.
        request.session.pop(_key(path), None)
        Draft.objects.update_or_create(
            user=request.user, path=path, defaults={"fields": fields, "saved_at": moment.now()}
        )
    else:
        request.session[_key(path)] = fields


def kept(request: HttpRequest, path: str = "") -> dict[str, str]:
    """What was kept for this address (or for `path`); empty when nothing was. What a guest wrote
    just before logging in is the newest."""
    path = path or request.path
    fields: dict[str, str] = request.session.get(_key(path), {})
    if not fields and request.user.is_authenticated:
        draft = Draft.objects.filter(user=request.user, path=path).first()
        fields = draft.fields if draft else {}
    return fields


def forget(request: HttpRequest) -> None:
    """It was posted."""
    request.session.pop(_key(request.path), None)
    if request.user.is_authenticated:
        Draft.objects.filter(user=request.user, path=request.path).delete()


def _key(path: str) -> str:
    return f"draft:{path}"
