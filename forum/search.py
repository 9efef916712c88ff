"""Topics found by their words: the analysed title is stored, and the database's own full-text index
(FTS5 in SQLite, a GIN index in PostgreSQL) fetches candidates that `textmatch` then ranks.

Imports no model: the models import this.
"""

from collections.abc import Sequence

from django.db import connection

from textmatch import analyse

# How many topics the database hands to the ranking.
_CANDIDATES = 60
_MOST_TERMS = 24

_SQLITE = """
    SELECT rowid FROM forum_topic_title WHERE title_terms MATCH %s ORDER BY rank LIMIT %s
"""
_POSTGRESQL = """
    SELECT id FROM forum_topic, to_tsquery('simple', %s) AS query
    WHERE to_tsvector('simple', title_terms) @@ query
    ORDER BY ts_rank(to_tsvector('simple', title_terms), query, 1) DESC, id LIMIT %s
"""


def stored_terms(title: str) -> str:
    """The analysed words of a title as they are stored and indexed."""
    return " ".join(analyse(title).terms)


def store_title(topic_id: int, terms: str) -> None:
    """Put a title into the index. PostgreSQL indexes the column by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM forum_topic_title WHERE rowid = %s", [topic_id])
            cursor.execute(
                "INSERT INTO forum_topic_title (rowid, title_terms) VALUES (%s, %s)",
                [topic_id, terms],
            )


def candidate_ids(terms: Sequence[str]) -> list[int]:
    """Ids of topics that share a word with `terms`, the likeliest first."""
    words = list(dict.fromkeys(terms))[:_MOST_TERMS]
    if not words:
        return []
    sqlite = connection.vendor == "sqlite"
    quoted = [f'"{word}"' if sqlite else f"'{word}'" for word in words]
    with connection.cursor() as cursor:
        cursor.execute(
            _SQLITE if sqlite else _POSTGRESQL,
            [(" OR " if sqlite else " | ").join(quoted), _CANDIDATES],
        )
        return [row[0] for row in cursor.fetchall()]
