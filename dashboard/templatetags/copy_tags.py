"""The public copy on the pages of its conversation and of its topic."""

from django import template
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from chat.models import Conversation
from dashboard.models import PublicCopy
from forum.models import Topic

register = template.Library()


@register.simple_tag
def public_copy_of(conversation: Conversation) -> PublicCopy | None:
    copies = PublicCopy.objects.select_related("topic", "category")
    return copies.filter(conversation=conversation).first()


@register.simple_tag
def private_origin(topic: Topic, user: User | AnonymousUser) -> Conversation | None:
    """The conversation that a topic is the copy of, for whoever may open it. Only a topic whose
    asker's name is hidden can be one, and costs a query."""
    if not topic.is_anonymous or not user.is_authenticated:
        return None
    return Conversation.objects.visible_to(user).filter(public_copy__topic=topic).first()
