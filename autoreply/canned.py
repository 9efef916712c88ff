"""Canned replies for a request: which come first, and what becomes of their placeholders."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.urls import reverse

from accounts.guards import MemberRequest
from accounts.models import User
from autoreply.matters import Matter, first_text
from autoreply.models import Answer, CannedReply
from autoreply.models.answer import Audience
from forum import drafts
from forum.models import Draft, Topic
from pages import moment
from textmatch import Entry, Index, Scoring, analyse, rerank

PLACEHOLDERS = ("nama", "judul", "kode", "petugas")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# Below these scores a text is not near but shares a word by chance.
_LEAST_NEAR = 0.1
_LEAST_FOUND = 0.25
_LONGEST_QUERY = 100
_LONGEST_QUESTION = 1_500
_MOST_ANSWERS = 3
# The trained weights take seconds for hundreds of texts, and gain little among so few wordings.
_SCORING = Scoring(trained=0.0)


def unknown_placeholders(text: str) -> list[str]:
    """The words in braces that nobody fills, each once, in braces."""
    words = dict.fromkeys(_PLACEHOLDER.findall(text))
    return [f"{{{word}}}" for word in words if word not in PLACEHOLDERS]


def filled(reply: CannedReply, matter: Matter, officer: User) -> str:
    """The reply's text with its placeholders filled; all other braces stay as they are."""
    values = {
        "nama": matter.shown_author,
        "judul": matter.title,
        "kode": matter.ticket.code,
        "petugas": officer.display_name,
    }
    # All at once: a title that holds "{petugas}" is not filled again.
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), reply.body)


def usable(officer: User) -> list[CannedReply]:
    """What the officer may use, the most used first."""
    rows = CannedReply.objects.usable_by(officer).select_related("team")
    return list(rows.order_by("-use_count", "title", "pk"))


def near(officer: User, matter: Matter, query: str = "", limit: int = 8) -> list[CannedReply]:
    """The officer's replies for a topic. With a query, those that match it; without, those nearest
    to what the topic asks, then the most used."""
    replies = {reply.pk: reply for reply in usable(officer)}
    query = query[:_LONGEST_QUERY].strip()
    found = _matching(list(replies.values()), query) if query else _suited(replies, matter, limit)
    return [replies[pk] for pk in found[:limit]]


def offered(officer: User, matter: Matter, query: str = "") -> dict[str, Any]:
    """What the panel beside the reply shows: canned replies, and answers only officers read."""
    return {
        "matter": matter,
        "query": query,
        "replies": near(officer, matter, query),
        "answers": answers_near(matter, query),
    }


def answers_near(matter: Matter, query: str = "", limit: int = _MOST_ANSWERS) -> list[Answer]:
    """The answers for officers only that are nearest to the query, or to what the topic asks."""
    rows = Answer.objects.published().filter(audience=Audience.OFFICERS)
    answers = {answer.pk: answer for answer in rows.prefetch_related("phrasings").order_by("pk")}
    entries = (
        Entry(
            key=answer.pk,
            title=answer.question,
            examples=tuple(p.text for p in answer.phrasings.all() if not p.is_negative),
            counterexamples=tuple(p.text for p in answer.phrasings.all() if p.is_negative),
            text=answer.body,
        )
        for answer in answers.values()
    )
    question = query[:_LONGEST_QUERY].strip() or _asked(matter)
    return [answers[key] for key in _nearest(entries, question, limit)]


def add_to_draft(request: MemberRequest, topic: Topic, text: str) -> None:
    """Put the text below what the officer has written for the topic: what was sent along, else
    what was kept. The reply form of the topic then shows both."""
    path = reverse("forum:post_new", args=[topic.pk])
    if "body" in request.POST:
        drafts.keep(request, path)
    written = drafts.kept(request, path)
    before = request.POST.get("body", written.get("body", ""))
    fields = written | {"body": below(before, text)}
    Draft.objects.update_or_create(
        user=request.user, path=path, defaults={"fields": fields, "saved_at": moment.now()}
    )


def below(before: str, text: str) -> str:
    """The text, below what is written already."""
    before = before.rstrip()
    return f"{before}\n\n{text}" if before else text


def _suited(replies: dict[Any, CannedReply], matter: Matter, limit: int) -> list[Any]:
    """The keys of the replies: those nearest to the topic, then the others in their order."""
    entries = (
        Entry(key=reply.pk, title=reply.title, examples=(_PLACEHOLDER.sub(" ", reply.body),))
        for reply in sorted(replies.values(), key=lambda reply: reply.pk)
    )
    nearest = _nearest(entries, _asked(matter), limit) if replies else []
    return list(dict.fromkeys([*nearest, *replies]))


def _matching(replies: Sequence[CannedReply], query: str) -> list[Any]:
    """The keys of the replies that match: those that hold the query as it was typed first, in
    the title before the text, then those that are like it. Equal ones keep their order."""
    texts = [(reply.pk, f"{reply.title}\n{_PLACEHOLDER.sub(' ', reply.body)}") for reply in replies]
    scores = dict(rerank(analyse(query), texts))
    typed = query.casefold()
    held = {
        reply.pk: 2 * (typed in reply.title.casefold()) or int(typed in reply.body.casefold())
        for reply in replies
    }
    found = [pk for pk, _ in texts if held[pk] or scores[pk] >= _LEAST_FOUND]
    return sorted(found, key=lambda pk: (-held[pk], -scores[pk]))


def _asked(matter: Matter) -> str:
    return f"{matter.title}\n{first_text(matter)}"[:_LONGEST_QUESTION]


def _nearest(entries: Iterable[Entry], question: str, limit: int) -> list[Any]:
    candidates = _index(tuple(entries)).rank(question, limit).candidates
    return [candidate.key for candidate in candidates if candidate.score >= _LEAST_NEAR]


@lru_cache(maxsize=32)
def _index(entries: tuple[Entry, ...]) -> Index:
    """The same texts are read once in each process, whoever asks for them; texts that changed are
    other entries, so that nothing has to be thrown away."""
    return Index.build(entries, _SCORING)
