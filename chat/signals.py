"""What conversations tell the apps above them. Sent after the commit; the truth is the row."""

from django.dispatch import Signal

# A member opened a conversation. Arguments: conversation (Conversation).
conversation_opened = Signal()

# A message was posted, by anybody: the first one of a conversation, the automatic answer and what
# the site itself notes (kind system) too. Arguments: message (Message), whose conversation, ticket
# and author are loaded. A text sent twice is announced once.
message_posted = Signal()

# Somebody opened a conversation, or saw what is new in it. Arguments: conversation (Conversation),
# reader (User).
conversation_read = Signal()
