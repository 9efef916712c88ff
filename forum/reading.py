"""A page of a topic: its posts in the order of the tree, and what happened to its ticket."""

from dataclasses import dataclass

from django.db.models import QuerySet

from forum.models import Post, Topic
from servicedesk.models import StatusChange

_SIZE = 30


@dataclass(frozen=True, slots=True)
class TopicPage:
    """The question, one page of replies in tree order, and every change of status.

    `next_cursor` is the path to go on after, "" at the end; `is_first` when nothing came before.
    """

    question: Post
    replies: list[Post]
    changes: list[StatusChange]
    next_cursor: str
    is_first: bool


def read_page(topic: Topic, *, after: str = "", post: str = "") -> TopicPage:
    """The replies after the path `after`, or a page that shows the post with id `post`, for a
    permalink. What cannot be read as either is page one."""
    replies = topic.posts.exclude(path="").select_related("author").order_by("path")
    start = _start_of_page_with(replies, post)
    if start:
        replies = replies.filter(path__gte=start)
    elif after.isascii() and after.isdigit():
        replies = replies.filter(path__gt=after)
    rows = list(replies[: _SIZE + 1])
    page = rows[:_SIZE]
    question = topic.posts.select_related("author").get(path="")
    for row in (question, *page):
        row.topic = topic
    return TopicPage(
        question=question,
        replies=page,
        changes=list(topic.ticket.status_changes.select_related("by")),
        next_cursor=page[-1].path if len(rows) > _SIZE else "",
        is_first=not (start or after),
    )


def _start_of_page_with(replies: QuerySet[Post], post: str) -> str:
    """The path of the post with this id; "" when there is none or page one shows it anyway."""
    if not (post.isascii() and post.isdigit() and len(post) < 19):
        return ""
    path = replies.filter(pk=int(post)).values_list("path", flat=True).first()
    if path is None or not replies.filter(path__lt=path)[_SIZE - 1 : _SIZE].exists():
        return ""
    return path
