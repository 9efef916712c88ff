"""Files chosen in a form of the forum."""

from forum.models import Attachment
from servicedesk.attachment_form import FilesForm


class AttachmentForm(FilesForm):
    model = Attachment
