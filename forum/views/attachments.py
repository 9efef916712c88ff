"""An attached file, for whoever may read its post."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from forum.guards import get_visible_post
from forum.models import Attachment

_A_DAY = 24 * 3600


@require_safe
def attachment(request: HttpRequest, attachment_id: UUID) -> FileResponse:
    row = _visible(request, attachment_id)
    response = FileResponse(
        row.file.open("rb"),
        # What is not a picture is saved, never opened as a page of this site.
        as_attachment=not row.is_image,
        filename=row.name,
        content_type=row.content_type,
    )
    return _sealed(response)


@require_safe
def thumbnail(request: HttpRequest, attachment_id: UUID) -> FileResponse:
    row = _visible(request, attachment_id)
    if not row.thumbnail:
        raise Http404
    return _sealed(FileResponse(row.thumbnail.open("rb"), content_type="image/webp"))


def _visible(request: HttpRequest, attachment_id: UUID) -> Attachment:
    """The attachment of a post this reader may see, or their own upload. Raises Http404."""
    row = get_object_or_404(Attachment, pk=attachment_id)
    if row.post_id is not None:
        get_visible_post(request, row.post_id)
    elif row.uploader_id != request.user.pk:
        raise Http404
    return row


def _sealed(response: FileResponse) -> FileResponse:
    """Nothing in the file runs, and no shared cache keeps it: the post may be hidden tomorrow."""
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = f"private, max-age={_A_DAY}"
    return response
