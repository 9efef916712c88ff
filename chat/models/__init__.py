from chat.models.attachment import Attachment
from chat.models.conversation import Conversation
from chat.models.message import Message
from chat.models.opening import Opening
from chat.models.participant import Participant

__all__ = ["Attachment", "Conversation", "Message", "Opening", "Participant"]
