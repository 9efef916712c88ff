"""A page of a topic: its posts, the answers to jump to, and what happened on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, Subquery, Value, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from forum.models import Event, Post, Reaction, Topic
from forum.models.event import Act
from forum.models.post import Kind, PostQuerySet
from forum.models.state import State
from pages import keyset
from servicedesk.moves import Status

SIZE = 20
OLDEST, NEWEST, HELPFUL = "terlama", "terbaru", "membantu"
ORDERS = {
    OLDEST: gettext_lazy("Oldest"),
    NEWEST: gettext_lazy("Newest"),
    HELPFUL: gettext_lazy("Most helpful"),
}
_FIELDS = {NEWEST: "created_at", HELPFUL: "helpful_count"}


@dataclass(frozen=True, slots=True)
class Node:
    """A post and the replies beneath it that are on the same page."""

    post: Post
    children: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """One small line of what happened: who, when, and what in words."""

    by: str
    at: datetime
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class TopicPage:
    """The question, one page of replies, and the answers worth a jump.

    `official` is the first officer's answer, `solution` what solved it; both None where there is
    none. `next_cursor` is where to go on, "" at the end; `is_first` when nothing came before.
    """

    question: Post
    solution: Post | None
    official: Post | None
    replies: list[Node]
    lines: list[Line]
    order: str
    next_cursor: str
    is_first: bool


def read_page(
    topic: Topic,
    user: User | AnonymousUser,
    *,
    order: str = OLDEST,
    after: str = "",
    post: str = "",
) -> TopicPage:
    """The replies after the cursor `after`, or a page that shows the post with id `post`, for a
    permalink. What cannot be read as either is page one."""
    replies = _readable(topic, user)
    order = order if order in ORDERS and not post else OLDEST
    start = ""
    if order == OLDEST:
        start = _start_of_page_with(replies, post)
        rows, next_cursor = _in_tree(replies, start, after)
    else:
        page = keyset.page(replies, _FIELDS[order], after, size=SIZE)
        rows, next_cursor = page.rows, page.next_cursor
    question, solution, official = _heads(topic, user)
    shown = [row for row in (question, solution, official, *rows) if row]
    for row in shown:
        row.topic = topic
    with_files = [row for row in shown if row.attachment_count]
    prefetch_related_objects(with_files, "attachments")
    return TopicPage(
        question=question,
        solution=solution,
        official=official if official != solution else None,
        replies=_nested(rows) if order == OLDEST else [Node(row) for row in rows],
        lines=_lines(topic),
        order=order,
        next_cursor=next_cursor,
        is_first=not (start or after),
    )


def _readable(topic: Topic, user: User | AnonymousUser) -> PostQuerySet:
    """The replies this reader may see. A hidden or deleted one keeps its place in the tree."""
    replies = _with_reader(topic.posts.exclude(path=""), user)
    if user.is_authenticated and user.may_moderate:
        return replies
    waiting = Q(state=State.PENDING)
    if user.is_authenticated:
        waiting &= ~Q(author=user)
    return replies.exclude(waiting)


def _with_reader(posts: Any, user: User | AnonymousUser) -> PostQuerySet:
    """Each post with whether this reader found it helpful."""
    mine: Any = Value(False)
    if user.is_authenticated:
        mine = Exists(Reaction.objects.filter(post=OuterRef("pk"), user=user))
    found: PostQuerySet = posts.select_related("author").annotate(found_helpful=mine)
    return found


def _heads(topic: Topic, user: User | AnonymousUser) -> tuple[Post, Post | None, Post | None]:
    """The question, the solution and the first officer's answer, in one query."""
    first_official = topic.posts.filter(kind=Kind.OFFICIAL, state=State.PUBLIC).order_by("path")
    wanted = Q(path="") | Q(pk=topic.solution_id)
    wanted |= Q(pk=Subquery(first_official.values("pk")[:1]))
    rows = list(_with_reader(topic.posts.filter(wanted), user).order_by("path"))
    shown = [row for row in rows if row.is_public]
    solution = next((row for row in shown if row.pk == topic.solution_id), None)
    official = next((row for row in shown if row.kind == Kind.OFFICIAL and row.path), None)
    return rows[0], solution, official


def _in_tree(replies: PostQuerySet, start: str, after: str) -> tuple[list[Post], str]:
    """A page in the order of the tree, and the path to go on after."""
    replies = replies.order_by("path")
    if start:
        replies = replies.filter(path__gte=start)
    elif after.isascii() and after.isdigit():
        replies = replies.filter(path__gt=after)
    rows = list(replies[: SIZE + 1])
    return rows[:SIZE], rows[SIZE - 1].path if len(rows) > SIZE else ""


def _start_of_page_with(replies: PostQuerySet, post: str) -> str:
    """The path of the post with this id; "" when there is none or page one shows it anyway."""
    if not (post.isascii() and post.isdigit() and len(post) < 19):
        return ""
    path = replies.filter(pk=int(post)).values_list("path", flat=True).first()
    if path is None or not replies.filter(path__lt=path).order_by("path")[SIZE - 1 : SIZE].exists():
        return ""
    return path


def _nested(rows: Iterable[Post]) -> list[Node]:
    """Posts in tree order as a tree; one whose parent is on an earlier page stands at the top."""
    top: list[Node] = []
    nodes: dict[str, Node] = {}
    for row in rows:
        node = nodes[row.path] = Node(row)
        above = nodes.get(row.parent_path)
        (above.children if above else top).append(node)
    return top


def _lines(topic: Topic) -> list[Line]:
    """Changes of status and other events, in the order they happened; one query for both."""
    changes = topic.ticket.status_changes.values_list(
        "at", "by", "by__display_name", Value("status"), "to_status", "note"
    )
    events = Event.objects.filter(topic=topic).values_list(
        "at", "by", "by__display_name", Value("event"), "act", "note"
    )
    # The rows' own ordering has no place in a union.
    rows = changes.order_by().union(events.order_by(), all=True).order_by("at")
    return [
        Line(
            topic.shown_author if by == topic.author_id else name,
            at,
            _what_happened(kind, what),
            note,
        )
        for at, by, name, kind, what, note in rows
    ]


def _what_happened(kind: str, what: str) -> str:
    if kind == "status":
        return _("changed the status to %(status)s") % {"status": Status(what).label}
    return str(Act(what).label)
