"""What a ticket is about: a topic or a conversation, of which the apps above have a table each."""

from typing import Any, Protocol

from accounts.models import User
from servicedesk.models import Ticket


class Matter(Protocol):
    """The row that a ticket belongs to. Its pages are named after its model: `forum:topic_claim`,
    `chat:conversation_claim`."""

    pk: Any
    ticket: Ticket
    author: User
    author_id: int
    title: str

    @property
    def shown_author(self) -> str:
        """The asker's name as others see it."""

    def get_absolute_url(self) -> str:
        """Its page."""
