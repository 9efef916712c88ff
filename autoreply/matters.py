"""What the responder answers: topics in public, conversations in private."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from chat.guards import get_visible_conversation
from chat.models import Conversation, Message
from forum.guards import get_visible_topic
from forum.models import Post, Topic
from servicedesk.models import Channel, Ticket

Matter = Topic | Conversation


def get_visible_matter(request: HttpRequest, ticket_id: int) -> Matter:
    """The topic or conversation with this ticket, for whoever may open it. Raises Http404."""
    ticket = get_object_or_404(Ticket, pk=ticket_id)
    if ticket.channel == Channel.PESAN:
        return get_visible_conversation(request, ticket.matter.pk)
    return get_visible_topic(request, ticket.matter.pk)


def key(matter: Matter) -> dict[str, Any]:
    """The matter as a field of what is kept about it."""
    return {"conversation" if isinstance(matter, Conversation) else "topic": matter}


def category_of(matter: Matter) -> str:
    """The slug of the category it is asked in; "" for a conversation, which has none."""
    return matter.category.slug if isinstance(matter, Topic) else ""


def first_text(matter: Matter) -> str:
    """What was asked, beyond its title."""
    first: Post | Message | None
    if isinstance(matter, Topic):
        first = matter.posts.filter(path="").first()
    else:
        first = matter.messages.order_by("pk").first()
    return first.body if first else ""


def say(matter: Matter, body: str) -> dict[str, Post | Message]:
    """Post it for the responder; the row, as a field of the decision."""
    bot = User.objects.bot()
    if isinstance(matter, Topic):
        return {"post": Post.objects.reply(matter, author=bot, body=body)}
    return {"message": Message.objects.send(matter, author=bot, body=body)}
