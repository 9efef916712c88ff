"""Changing what was posted; what it said before is kept."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from rapidfuzz.distance import Indel

from accounts.models import User
from forum import search
from forum.models import Event, Post, Revision, Topic
from forum.models.event import Act
from pages import moment

_WORD_OR_SPACE = re.compile(r"\S+|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a comparison: `kind` is "same", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """A post as it was from `at` on, written by `by`, and how it differs from the one before."""

    at: datetime
    by: User
    title: list[Piece]
    body: list[Piece]


def edit(post: Post, by: User, *, body: str, title: str = "") -> bool:
    """Give the post another text, and the topic another title if it is the question ("" leaves
    it). Returns whether anything changed."""
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).select_related("topic").get(pk=post.pk)
        topic = post.topic
        retitled = not post.path and bool(title) and title != topic.title
        if body == post.body and not retitled:
            return False
        Revision.objects.create(
            post=post, title="" if post.path else topic.title, body=post.body, edited_by=by
        )
        post.body = body
        post.edited_at = moment.now()
        post.save()
        if retitled:
            _retitle(topic, title, by)
        post.index()
    return True


def _retitle(topic: Topic, title: str, by: User) -> None:
    # The history is public: it repeats a title its asker changed, not one that was taken out.
    note = topic.title if by.pk == topic.author_id else ""
    Event.objects.create(topic=topic, act=Act.EDITED, by=by, note=note)
    topic.title = title
    topic.title_terms = search.stored_terms(title)
    topic.save(update_fields=["title", "title_terms"])
    search.store_title(topic.pk, topic.title_terms)


def versions(post: Post, *, whole: bool) -> list[Version]:
    """The versions of the post, the newest first, each compared with the one before.

    What somebody else than its writer changed (an officer taking out personal data) is shown from
    that change on, unless `whole`: the versions before it are for those who moderate.
    """
    revisions = list(post.revisions.select_related("edited_by"))
    title = "" if post.path else post.topic.title
    texts = [(row.title, row.body) for row in revisions] + [(title, post.body)]
    written = [(post.created_at, post.author)]
    written += [(row.edited_at, row.edited_by) for row in revisions]
    if not whole:
        # An edit made version `number`; the latest by another hand is where the public begins.
        others = [number for number, (_, by) in enumerate(written) if by.pk != post.author_id]
        start = max(others, default=0)
        texts, written = texts[start:], written[start:]
    first = Version(*written[0], [Piece("same", texts[0][0])], [Piece("same", texts[0][1])])
    later = [
        Version(at, by, compare(old[0], new[0]), compare(old[1], new[1]))
        for (at, by), (old, new) in zip(written[1:], pairwise(texts), strict=True)
    ]
    return [*reversed(later), first]


def compare(old: str, new: str) -> list[Piece]:
    """`new` against `old`, word by word."""
    before, after = _WORD_OR_SPACE.findall(old), _WORD_OR_SPACE.findall(new)
    pieces: list[Piece] = []
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            pieces.append(Piece("same", "".join(after[step.dest_start : step.dest_end])))
        elif step.tag == "delete":
            removed = Piece("removed", "".join(before[step.src_start : step.src_end]))
            # As everywhere: what it said before stands before what it says now.
            after_added = bool(pieces) and pieces[-1].kind == "added"
            pieces.insert(len(pieces) - after_added, removed)
        else:
            pieces.append(Piece("added", "".join(after[step.dest_start : step.dest_end])))
    return pieces
