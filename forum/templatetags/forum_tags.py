"""What a reader may do, asked by the templates as the views ask it."""

from django import template

from forum import guards
from forum.models import Post, Topic

register = template.Library()


@register.filter
def replied_by(topic: Topic, user: guards.Reader) -> bool:
    """Whether this reader may reply (strangers: once they have logged in)."""
    return guards.may_reply(user, topic)


@register.filter
def editable_by(post: Post, user: guards.Reader) -> bool:
    return guards.may_edit(user, post)


@register.filter
def deletable_by(post: Post, user: guards.Reader) -> bool:
    return guards.may_delete(user, post)


@register.filter
def restorable_by(post: Post, user: guards.Reader) -> bool:
    return guards.may_restore(user, post)


@register.filter
def solvable_by(topic: Topic, user: guards.Reader) -> bool:
    return guards.may_choose_solution(user, topic)
