"""An attached file, for whoever may read its post."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from forum.guards import get_visible_post
from forum.models import Attachment
from servicedesk.downloads import file_response, thumbnail_response


@require_safe
def attachment(request: HttpRequest, attachment_id: UUID) -> FileResponse:
    return file_response(_visible(request, attachment_id))


@require_safe
def thumbnail(request: HttpRequest, attachment_id: UUID) -> FileResponse:
    return thumbnail_response(_visible(request, attachment_id))


def _visible(request: HttpRequest, attachment_id: UUID) -> Attachment:
    """The attachment of a post this reader may see, or their own upload. Raises Http404."""
    row = get_object_or_404(Attachment, pk=attachment_id)
    if row.post_id is not None:
        get_visible_post(request, row.post_id)
    elif row.uploader_id != request.user.pk:
        raise Http404
    return row
