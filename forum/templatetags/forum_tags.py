"""What a reader may do, asked by the templates as the views ask it."""

from typing import Any

from django import template

from forum import guards
from forum.models import Post, Topic
from forum.similar import Similar
from forum.similar import solved_like as topics_solved_like
from releases.models import Release
from servicedesk.matter import Matter

register = template.Library()
_MOST_WAITING = 50


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


@register.inclusion_tag("forum/_waiting_topics.html", takes_context=True)
def waiting_topics(context: dict[str, Any], release: Release) -> dict[str, Any]:
    """The topics this reader may see that wait for the release, or waited for it."""
    topics = Topic.objects.visible_to(context["user"]).with_head().filter(awaited_release=release)
    return {"topics": topics.order_by("-last_activity_at", "-pk")[:_MOST_WAITING]}


@register.simple_tag
def solved_like(matter: Matter) -> list[Similar]:
    """Topics that ask nearly the same as a topic or a conversation, and have an answer."""
    itself = matter.pk if isinstance(matter, Topic) else None
    return topics_solved_like(matter.title, besides=itself)
