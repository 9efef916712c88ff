"""Titles and posts found by their words: the analysed text is stored, and the database's own index
(FTS5 in SQLite, GIN in PostgreSQL) counts how many titles hold a word, fetches those that hold the
rarest, and fetches the posts that hold all of some words. Both databases index the same words, so
both find the same.

Imports no model: the models import this.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from textmatch import analyse, likeness

# Titles fetched by their rarest words, and how many of them, the likest, are ranked in full.
_FETCHED = 600
_RANKED = 60
_MOST_TERMS = 24
# A word in so many titles is common; how common tells little and costs much to count.
_COUNTED = 3_000

_TOTAL = "SELECT count(*) FROM forum_topic"
_HOLDERS = {
    "sqlite": "SELECT term, doc FROM forum_topic_word WHERE term IN ({places})",
    "postgresql": """
        SELECT word, (SELECT count(*) FROM (
                          SELECT 1 FROM forum_topic
                          WHERE to_tsvector('simple', title_terms)
                                @@ phraseto_tsquery('simple', word)
                          LIMIT {most}) AS held)
        FROM unnest(ARRAY[{places}]) AS word
    """,
}
_FETCH = {
    "sqlite": """
        SELECT rowid, title_terms FROM forum_topic_title
        WHERE title_terms MATCH %s ORDER BY rowid DESC LIMIT %s
    """,
    "postgresql": """
        SELECT id, title_terms FROM forum_topic
        WHERE to_tsvector('simple', title_terms) @@ to_tsquery('simple', %s)
        ORDER BY id DESC LIMIT %s
    """,
}
# Whether a post, or the title of its topic, holds a query's words.
_HOLDS = {
    "post": {
        "sqlite": "forum_post.id IN (SELECT rowid FROM forum_post_text WHERE terms MATCH %s)",
        "postgresql": "forum_post.terms_vector @@ to_tsquery('simple', %s)",
    },
    "title": {
        "sqlite": (
            "forum_post.topic_id IN "
            "(SELECT rowid FROM forum_topic_title WHERE title_terms MATCH %s)"
        ),
        "postgresql": "to_tsvector('simple', title_terms) @@ to_tsquery('simple', %s)",
    },
}
_OPERATORS = {"sqlite": (" AND ", " OR "), "postgresql": (" & ", " | ")}


@dataclass(frozen=True, slots=True)
class Found:
    """Ids of the topics likest to some words, and what each of the words weighs among titles."""

    ids: list[int]
    weights: Mapping[str, float]


def stored_terms(text: str) -> str:
    """The analysed words of a text as they are stored and indexed, each once."""
    return " ".join(dict.fromkeys(analyse(text).terms))


def stored_text(text: str) -> str:
    """As `stored_terms`, with the parts of phrases too: "panen" finds "luas panen"."""
    analysis = analyse(text)
    parts = (term for word in analysis.words for term in analyse(word).terms)
    return " ".join(dict.fromkeys((*analysis.terms, *parts)))


def store_title(topic_id: int, terms: str) -> None:
    """Put a title into the index. PostgreSQL indexes the column by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM forum_topic_title WHERE rowid = %s", [topic_id])
            cursor.execute(
                "INSERT INTO forum_topic_title (rowid, title_terms) VALUES (%s, %s)",
                [topic_id, terms],
            )


def store_post(post_id: int, terms: str) -> None:
    """Put a post into the index. PostgreSQL indexes the column by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM forum_post_text WHERE rowid = %s", [post_id])
            cursor.execute(
                "INSERT INTO forum_post_text (rowid, terms) VALUES (%s, %s)", [post_id, terms]
            )


def holds_all(where: Literal["post", "title"], words: Sequence[str]) -> RawSQL:
    """A condition on posts, joined with their topics: every one of the words is there."""
    query = _OPERATORS[connection.vendor][0].join(map(_quoted, words))
    return RawSQL(_HOLDS[where][connection.vendor], [query], output_field=BooleanField())  # noqa: S611 - our own SQL


def _quoted(word: str) -> str:
    """A word as both query languages take it: letters and digits only, by the analyser's doing."""
    return f'"{word}"' if connection.vendor == "sqlite" else f"'{word}'"


def find(terms: Sequence[str]) -> Found:
    """The topics whose titles share the rarest of `terms`, the likest first."""
    words = list(dict.fromkeys(terms))[:_MOST_TERMS]
    holders, total = _holders(words) if words else ({}, 0)
    # Inverse document frequency as in BM25 (Robertson and Sparck Jones 1976).
    weights = {
        word: log(1 + (total - holders.get(word, 0) + 0.5) / (holders.get(word, 0) + 0.5))
        for word in words
    }
    rows = _fetch(holders) if holders else []
    wanted = frozenset(words)
    heaviest = log(1 + 2 * total)
    scored = sorted(
        (-likeness(wanted, frozenset(held.split()), weights, heaviest), topic_id)
        for topic_id, held in rows
    )
    return Found([topic_id for _, topic_id in scored[:_RANKED]], weights)


def _holders(words: Sequence[str]) -> tuple[dict[str, int], int]:
    """Word -> how many titles hold it, for those any title holds; and how many titles there are."""
    places = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS[connection.vendor].format(places=places, most=_COUNTED), words)
        holders = {word: min(count, _COUNTED) for word, count in cursor.fetchall() if count}
        cursor.execute(_TOTAL)
        return holders, cursor.fetchone()[0]


def _fetch(holders: Mapping[str, int]) -> list[tuple[int, str]]:
    """Titles with any of the rarest words; where even the rarest is common, with all of them."""
    rarest = sorted(holders, key=lambda word: (holders[word], word))
    chosen, expected = [], 0
    for word in rarest:
        expected += holders[word]
        if expected > _FETCHED:
            break
        chosen.append(word)
    all_of, any_of = _OPERATORS[connection.vendor]
    query = (any_of if chosen else all_of).join(map(_quoted, chosen or rarest))
    with connection.cursor() as cursor:
        cursor.execute(_FETCH[connection.vendor], [query, _FETCHED])
        return cursor.fetchall()
