"""Files chosen in a form of a conversation."""

from chat.models import Attachment
from servicedesk.attachment_form import FilesForm


class AttachmentForm(FilesForm):
    model = Attachment
