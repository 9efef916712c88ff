"""A crowd of topics and posts, to measure pages with. What is written is nonsense from a small
pool, rendered and analysed once: the rows are as real ones, made by the thousand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction

from accounts.models import Team, User
from forum import crowd, search
from forum.models import Category, Topic, Word
from pages import markdown, moment
from servicedesk.clock import Calendar
from servicedesk.models import (
    Channel,
    OpeningHours,
    ServiceType,
    StatusChange,
    Ticket,
    new_code,
)
from servicedesk.moves import SETTLED, Status
from textmatch import region_names

_AT_ONCE = 5_000
_DAYS = 700
_TEXTS = 300
_MOST_REPLIES = 2_000
_WORDS = (
    "jumlah", "penduduk", "miskin", "inflasi", "padi", "beras", "harga", "ekspor", "impor",
    "pekerja", "sekolah", "guru", "rumah", "tangga", "listrik", "air", "jalan", "hotel",
    "wisatawan", "industri", "koperasi", "bank", "kredit", "pajak", "anggaran", "desa",
    "kecamatan", "nelayan", "ikan", "kebun", "kopi", "lada", "karet", "sawit", "ternak",
    "sapi", "ayam", "telur", "susu", "hutan", "banjir",
)  # fmt: skip
_STATUSES = (Status.ANSWERED, Status.RESOLVED, Status.RESOLVED, Status.IN_PROGRESS, Status.NEW)


@dataclass(frozen=True, slots=True)
class Text:
    """A text with all that is derived from it."""

    body: str
    html: str
    terms: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The office as it is, with officers and teams of the crowd's own."""

    calendar: Calendar
    services: list[ServiceType]
    officers: list[User]
    teams: list[Team]
    bot: User

    @classmethod
    def read(cls) -> "Desk":
        officers = crowd.officers()
        return cls(
            OpeningHours.objects.calendar(),
            list(ServiceType.objects.all()),
            officers,
            crowd.teams(officers),
            User.objects.bot(),
        )


# The posts of the topics with an id from one on, written by the database itself: a number for each
# (0 is the question), and a text, an author by remainder; the first replies are the automatic
# answer and the officer's, where the ticket has them. Both databases understand it.
_POSTS = """
    INSERT INTO forum_post (topic_id, path, depth, author_id, kind, body, body_html, terms,
                            renderer_version, created_at, state, is_anonymous, helpful_count,
                            attachment_count)
    SELECT topic.id,
           CASE WHEN number.n = 0 THEN ''
                ELSE substr('00000' || number.n, length('00000' || number.n) - 4) END,
           CASE WHEN number.n = 0 THEN 0 ELSE 1 END,
           CASE WHEN number.n = 0 THEN topic.author_id
                WHEN number.n = ticket.automatic THEN %s
                WHEN number.n = ticket.official THEN ticket.assignee_id
                ELSE person.user_id END,
           CASE number.n WHEN 0 THEN 'question' WHEN ticket.automatic THEN 'automatic'
                WHEN ticket.official THEN 'official' ELSE 'reply' END,
           text.body, text.html, text.terms, %s,
           CASE number.n WHEN ticket.automatic THEN ticket.first_automatic_at
                WHEN ticket.official THEN ticket.first_officer_at ELSE topic.created_at END,
           'public', %s, 0, 0
    FROM forum_topic AS topic
    JOIN (SELECT id, assignee_id, first_automatic_at, first_officer_at,
                 CASE WHEN first_automatic_at IS NOT NULL THEN 1 END AS automatic,
                 CASE WHEN first_officer_at IS NULL THEN NULL
                      WHEN first_automatic_at IS NULL THEN 1 ELSE 2 END AS official
          FROM servicedesk_ticket) AS ticket ON ticket.id = topic.ticket_id
    JOIN forum_load_number AS number ON number.n <= topic.reply_count
    JOIN forum_load_text AS text ON text.id = (topic.id * 31 + number.n * 17) %% %s
    JOIN forum_load_person AS person ON person.id = (topic.id * 7 + number.n) %% %s
    WHERE topic.id >= %s
    ORDER BY topic.id, number.n
"""
_TABLES = {
    "forum_load_text": "id integer PRIMARY KEY, body text, html text, terms text",
    "forum_load_person": "id integer PRIMARY KEY, user_id bigint",
    "forum_load_number": "n integer PRIMARY KEY",
}
# The indexes of the tables that take the most rows, but for those that keep rows apart.
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE NOT indisunique AND indrelid = ANY(ARRAY[
        'forum_post', 'forum_topic', 'servicedesk_ticket', 'servicedesk_statuschange'
    ]::regclass[])
"""


def fill(topics: int, posts: int) -> int:
    """Add so many topics, and so many posts spread over them, their questions included; the first
    topic takes a thousand replies where there are enough. Returns the id of the first topic."""
    random = Random(topics)  # noqa: S311 - a crowd, not a secret
    people, categories, desk = crowd.people(), crowd.categories(), Desk.read()
    texts = [_text(random) for _ in range(_TEXTS)]
    Word.objects.learn(word for text in texts for word in text.terms.split())
    replies, firsts = posts - topics, []
    with transaction.atomic(), _without_indexes():
        _pool(texts, people)
        for start in range(0, topics, _AT_ONCE):
            count = min(_AT_ONCE, topics - start)
            # What is still to come, shared evenly: not one reply is lost to rounding.
            share = replies * (start + count) // topics - replies * start // topics
            first = _topics(_spread(share, count, random), random, people, categories, desk)
            _posts(first, len(people), desk.bot)
            firsts.append(first)
    return firsts[0]


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Let PostgreSQL build its indexes once, at the end, not row by row. Inside a transaction:
    whatever interrupts it, they are there."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES)
        indexes = dict(cursor.fetchall())
        cursor.execute(f"DROP INDEX {', '.join(indexes)}")
        yield
        # What foreign keys still have to check stands in the way of a new index.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for definition in indexes.values():
            cursor.execute(definition)


def _pool(texts: list[Text], people: list[User]) -> None:
    """What the posts are made of, in tables that vanish with the connection."""
    with connection.cursor() as cursor:
        for table, columns in _TABLES.items():
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
            cursor.execute(f"CREATE TEMPORARY TABLE {table} ({columns})")
        rows = [(number, text.body, text.html, text.terms) for number, text in enumerate(texts)]
        cursor.executemany("INSERT INTO forum_load_text VALUES (%s, %s, %s, %s)", rows)
        users = [(number, person.pk) for number, person in enumerate(people)]
        cursor.executemany("INSERT INTO forum_load_person VALUES (%s, %s)", users)
        numbers = [(number,) for number in range(_MOST_REPLIES + 1)]
        cursor.executemany("INSERT INTO forum_load_number VALUES (%s)", numbers)
        for table in _TABLES:
            cursor.execute(f"ANALYZE {table}")


def _spread(replies: int, topics: int, random: Random) -> list[int]:
    """How many replies each topic gets: up to a thousand the first, the others by chance."""
    counts = [0] * topics
    counts[0] = min(_MOST_REPLIES // 2, replies // 2) if topics > 1 else replies
    for _ in range(replies - counts[0]):
        counts[random.randrange(topics)] += 1
    return counts


def _topics(
    replies: list[int],
    random: Random,
    people: list[User],
    categories: list[Category],
    desk: Desk,
) -> int:
    """A topic for each number of replies. Returns the id of the first."""
    now, regions = moment.now(), list(region_names())
    moments = sorted(now - timedelta(days=random.random() * _DAYS) for _ in replies)
    tickets = _tickets(moments, replies, random, desk)
    rows = []
    for ticket, at, count in zip(tickets, moments, replies, strict=True):
        title = " ".join(random.sample(_WORDS, 4)) + f" {random.randrange(2010, 2026)}"
        rows.append(
            Topic(
                ticket=ticket,
                author=random.choice(people),
                category=random.choice(categories),
                title=title.capitalize(),
                title_terms=search.stored_terms(title),
                region=random.choice(regions),
                created_at=at,
                last_activity_at=ticket.first_officer_at or at,
                reply_count=count,
                me_too_count=random.randrange(30),
            )
        )
    made = Topic.objects.bulk_create(rows)
    first: int = made[0].pk
    _index("forum_topic", "forum_topic_title", "title_terms", first)
    return first


def _tickets(
    moments: list[datetime], replies: list[int], random: Random, desk: Desk
) -> list[Ticket]:
    """A ticket opened at each moment, with its change of status and all that is measured."""
    made = [_ticket(at, random, desk, count) for at, count in zip(moments, replies, strict=True)]
    tickets = Ticket.objects.bulk_create(ticket for ticket, _changes in made)
    StatusChange.objects.bulk_create(change for _ticket, changes in made for change in changes)
    return tickets


def _ticket(
    at: datetime, random: Random, desk: Desk, replies: int
) -> tuple[Ticket, list[StatusChange]]:
    """Of those with replies many got an automatic answer, which was enough for some of them; most
    others were answered by an officer, in one go."""
    ticket = Ticket(code=new_code(at), channel=Channel.FORUM, opened_at=at)
    ticket.service_type = random.choice(desk.services) if desk.services else None
    ticket.team = random.choice(desk.teams)
    changes = []
    if replies > 1 and random.random() < 0.4:
        ticket.first_automatic_at = at + timedelta(seconds=1)
        if random.random() < 0.5:
            changes.append(_moved(ticket, Status.RESOLVED, desk.bot, at + timedelta(minutes=9)))
    if replies and not changes and random.random() < 0.8:
        answered_at = min(at + timedelta(seconds=random.randrange(300, 400_000)), moment.now())
        ticket.first_officer_at, ticket.officer_answers = answered_at, 1
        ticket.assignee = random.choice(desk.officers)
        status = random.choice(_STATUSES)
        if status != Status.NEW:
            changes.append(_moved(ticket, status, ticket.assignee, answered_at))
    ticket.measure(desk.calendar, changes)
    return ticket, changes


def _moved(ticket: Ticket, status: Status, by: User, at: datetime) -> StatusChange:
    """The ticket is brought to this status."""
    ticket.status = status
    ticket.resolved_at = at if status == Status.RESOLVED else None
    ticket.closed_at = at if status in SETTLED else None
    return StatusChange(
        ticket=ticket,
        by=by,
        by_officer=not by.is_bot,
        at=at,
        from_status=Status.NEW,
        to_status=status,
    )


def _posts(first_topic: int, people: int, bot: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM forum_post")
        last = cursor.fetchone()[0]
        cursor.execute(
            _POSTS, [bot.pk, markdown.RENDERER_VERSION, False, _TEXTS, people, first_topic]
        )
    _index("forum_post", "forum_post_text", "terms", last + 1)


def _index(table: str, index: str, column: str, first: int) -> None:
    """Put the new rows into SQLite's full-text index; PostgreSQL has done so by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {index} (rowid, {column}) SELECT id, {column} FROM {table} "  # noqa: S608 - our own names
                "WHERE id >= %s",
                [first],
            )


def _text(random: Random) -> Text:
    body = " ".join(random.choices(_WORDS, k=random.randrange(15, 60))).capitalize() + "."
    return Text(body, markdown.render(body), search.stored_text(body))
