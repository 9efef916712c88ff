"""A file of a conversation, for whoever may read it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.guards import MemberRequest
from chat.guards import get_visible_conversation
from chat.models import Attachment
from servicedesk.downloads import file_response, thumbnail_response


@login_required
@require_safe
def attachment(request: MemberRequest, attachment_id: UUID) -> FileResponse:
    return file_response(_visible(request, attachment_id))


@login_required
@require_safe
def thumbnail(request: MemberRequest, attachment_id: UUID) -> FileResponse:
    return thumbnail_response(_visible(request, attachment_id))


def _visible(request: MemberRequest, attachment_id: UUID) -> Attachment:
    """The file of a conversation this reader may open, or their own upload. Raises Http404."""
    row = get_object_or_404(Attachment.objects.select_related("message"), pk=attachment_id)
    if row.message is not None:
        get_visible_conversation(request, row.message.conversation_id)
    elif row.uploader_id != request.user.pk:
        raise Http404
    return row
