"""The search over all that is public: topics by what was asked in them and what was replied."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from forum import search
from forum.models import Post, Word
from forum.models.post import Kind
from forum.models.state import State
from servicedesk.moves import Status
from textmatch import analyse

RELEVANCE, NEWEST = "relevansi", "terbaru"
# The newest topics and the newest posts that hold all words; more nobody reads through.
_FETCHED = 150
_MOST_WORDS = 12
# What a post of a kind is worth beside what its title says, which counts 2.
_KINDS = {Kind.OFFICIAL: 0.3, Kind.QUESTION: 0.2}
_SHORTEST_REPAIRED = 4
_TWO_EDITS_FROM = 8


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader narrows a search by; empty values narrow nothing."""

    category: str = ""
    status: str = ""
    region: str = ""
    author: str = ""
    year: int | None = None
    answered: bool = False

    def condition(self) -> Q:
        """The filters as a condition on posts."""
        wanted: dict[str, object] = {
            "topic__category__slug": self.category,
            "topic__ticket__status": self.status if self.status in Status.values else "",
            "topic__region": self.region,
            "topic__year": self.year,
        }
        condition = Q(**{name: value for name, value in wanted.items() if value})
        if self.author:
            # Who hid their name is found by nobody under it.
            condition &= Q(author__display_name__icontains=self.author, is_anonymous=False)
        if self.answered:
            condition &= Q(topic__ticket__first_officer_at__isnull=False)
        return condition


@dataclass(frozen=True, slots=True)
class Results:
    """Ids of posts, one for each topic found, the best first; `terms` are the words that were
    looked for, `repaired` maps a mistyped word to the one that was looked for instead."""

    posts: list[int]
    terms: Sequence[str]
    repaired: Mapping[str, str] = field(default_factory=dict)


class _Hit(NamedTuple):
    """What the order of the results is made of."""

    pk: int
    topic_id: int
    kind: str
    title_terms: str
    last_activity_at: datetime
    status: str


def find(text: str, filters: Filters, order: str = RELEVANCE) -> Results:
    """The public topics in which every word of `text` occurs in one post, the question counting
    with its title. Only when there is none are words taken for typos."""
    terms = list(dict.fromkeys(analyse(text).terms))[:_MOST_WORDS]
    if not terms:
        return Results([], [])
    hits = _holding(terms, filters)
    repaired: dict[str, str] = {}
    if not hits:
        repaired = {term: known for term in terms if (known := _known(term)) not in ("", term)}
        terms = [repaired.get(term, term) for term in terms]
        hits = _holding(terms, filters) if repaired else []
    best = _best_of_topics(hits, terms, order)
    return Results([hit.pk for hit in best], terms, repaired if best else {})


def load(ids: Sequence[int]) -> list[Post]:
    """The posts with these ids, in their order, with all that a line of the results shows."""
    posts = Post.objects.select_related(
        "topic__category", "topic__ticket", "topic__author", "author"
    ).in_bulk(ids)
    return [posts[pk] for pk in ids if pk in posts]


def _holding(terms: Sequence[str], filters: Filters) -> list[_Hit]:
    """Questions with all words in the title; where they are few, any posts that hold them too. The
    newest of each."""
    public = Q(state=State.PUBLIC, topic__state=State.PUBLIC)
    head = ("title_terms", "last_activity_at", "ticket__status")
    fields = ("pk", "topic_id", "kind", *(f"topic__{name}" for name in head))
    posts = Post.objects.filter(public & filters.condition()).order_by("-pk").values_list(*fields)
    titled = posts.filter(search.holds_all("title", terms), kind=Kind.QUESTION)
    rows = list(titled[:_FETCHED])
    if len(rows) < _FETCHED:
        rows += posts.filter(search.holds_all("post", terms))[:_FETCHED]
    return [_Hit(*row) for row in rows]


def _best_of_topics(hits: Iterable[_Hit], terms: Sequence[str], order: str) -> list[_Hit]:
    """For each topic its best post. By relevance: what the title says counts most, then an
    officer's word, then the question; equal ones stay as they came, the newest first."""
    wanted = frozenset(terms)
    best: dict[int, tuple[float, _Hit]] = {}
    for hit in hits:
        score = _relevance(hit, wanted)
        if hit.topic_id not in best or score > best[hit.topic_id][0]:
            best[hit.topic_id] = (score, hit)
    rows = list(best.values())
    if order == NEWEST:
        rows.sort(key=lambda row: row[1].last_activity_at, reverse=True)
    else:
        rows.sort(key=lambda row: -row[0])
    return [hit for _, hit in rows]


def _relevance(hit: _Hit, terms: frozenset[str]) -> float:
    title = frozenset(hit.title_terms.split())
    in_title = len(title & terms) / len(terms)
    # How much of the title the query is: "ipm" asks for the topic about it, not for a mention.
    focus = len(title & terms) / (len(title) or 1)
    # What a duplicate repeats is better than the duplicate.
    repeats = 1.0 if hit.status == Status.DUPLICATE else 0.0
    return 2 * in_title + focus - repeats + _KINDS.get(Kind(hit.kind), 0.0)


def _known(term: str) -> str:
    """The word that occurs in posts and is nearest to `term`: itself, one edit away (two from
    eight letters on) with the same first letter; "" when there is none."""
    if Word.objects.filter(text=term).exists():
        return term
    if len(term) < _SHORTEST_REPAIRED or not term.isalpha():
        return ""
    edits = 2 if len(term) >= _TWO_EDITS_FROM else 1
    words = Word.objects.filter(text__startswith=term[0]).values_list("text", flat=True)
    found = process.extractOne(term, words, scorer=OSA.distance, score_cutoff=edits)
    return found[0] if found else ""
