"""What a crowd of topics (`forum.load`) leaves behind, to measure the figures with: decisions of
the responder and what askers said of them, repeated questions, ratings, and texts that were looked
up. Drawn by remainders of ids, mostly by the database itself."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice

from django.db import connection, transaction

from autoreply.models import Answer, Lookup
from forum.crowd import officers
from forum.models import Topic

_AT_ONCE = 5_000

_DECISIONS = """
    INSERT INTO autoreply_decision (topic_id, outcome, answer_id, version_id, post_id, probability,
                                    score, gap, explanation, took_ms, decided_at)
    SELECT topic.id,
           CASE WHEN post.id IS NOT NULL THEN 'answer'
                WHEN topic.id %% 10 = 0 THEN 'choose' ELSE 'silent' END,
           answer.id, answer.version_id, post.id, 0.8, 0.7, 0.2, '{}', 5, topic.created_at
    FROM forum_topic AS topic
    LEFT JOIN forum_post AS post ON post.topic_id = topic.id AND post.kind = 'automatic'
    LEFT JOIN (SELECT id, version_id, row_number() OVER (ORDER BY id) - 1 AS number
               FROM autoreply_answer WHERE version_id IS NOT NULL) AS answer
           ON post.id IS NOT NULL AND answer.number = topic.id %% %s
    WHERE topic.id >= %s
"""
# It helped those whom nobody else answered; of the others every second one said that it did not.
_FEEDBACK = """
    INSERT INTO autoreply_feedback (decision_id, by_id, helped, reason, note, given_at)
    SELECT decision.id, topic.author_id, ticket.first_officer_at IS NULL,
           CASE WHEN ticket.first_officer_at IS NULL THEN ''
                WHEN topic.id %% 3 = 0 THEN 'unrelated' ELSE 'no-answer' END,
           '', coalesce(ticket.closed_at, topic.created_at)
    FROM autoreply_decision AS decision
    JOIN forum_topic AS topic ON topic.id = decision.topic_id
    JOIN servicedesk_ticket AS ticket ON ticket.id = topic.ticket_id
    WHERE topic.id >= %s AND decision.outcome = 'answer'
      AND (ticket.status = 'resolved' AND ticket.first_officer_at IS NULL
           OR ticket.first_officer_at IS NOT NULL AND topic.id %% 2 = 0)
"""
# Of every six hundred topics, fifty repeat the first.
_DUPLICATES = """
    INSERT INTO forum_duplicate (topic_id, original_id, state, score, found_at, decided_by_id,
                                 decided_at)
    SELECT topic.id, original.id,
           CASE topic.id %% 36 WHEN 0 THEN 'candidate' WHEN 12 THEN 'rejected' ELSE 'confirmed' END,
           0.8, topic.created_at,
           CASE WHEN topic.id %% 36 > 0 THEN %s END,
           CASE WHEN topic.id %% 36 > 0 THEN topic.created_at END
    FROM forum_topic AS topic
    JOIN forum_topic AS original ON original.id = topic.id - (topic.id - %s) %% 600
    WHERE topic.id >= %s AND topic.id %% 12 = 0 AND original.id < topic.id
"""
_RATINGS = """
    INSERT INTO servicedesk_rating (ticket_id, by_id, at, comment, requirements, procedure, time,
                                    cost, product, competence, conduct, complaints, facilities)
    SELECT ticket.id, topic.author_id, ticket.closed_at, '',
           2 + ticket.id %% 3, 3 + ticket.id %% 2, 1 + ticket.id %% 4, 4, 2 + ticket.id %% 3,
           3 + ticket.id %% 2, 4, CASE WHEN ticket.id %% 5 > 0 THEN 3 END, 3
    FROM servicedesk_ticket AS ticket
    JOIN forum_topic AS topic ON topic.ticket_id = ticket.id
    WHERE topic.id >= %s AND ticket.closed_at IS NOT NULL AND ticket.id %% 2 = 0
"""


def follow(first: int) -> None:
    """Add what became of the topics from this id on."""
    answers = list(Answer.objects.exclude(version=None).order_by("pk"))
    officer = officers()[0]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DECISIONS, [max(len(answers), 1), first])
        cursor.execute(_FEEDBACK, [first])
        cursor.execute(_DUPLICATES, [officer.pk, first, first])
        cursor.execute(_RATINGS, [first])
        lookups = _lookups(first, answers)
        while some := list(islice(lookups, _AT_ONCE)):
            Lookup.objects.bulk_create(some)


def _lookups(first: int, answers: list[Answer]) -> Iterator[Lookup]:
    """For each topic what was typed before it was asked: a third opened an answer, every fifth was
    known to nobody."""
    asked = (
        Topic.objects.filter(pk__gte=first).order_by("pk").values_list("pk", "title", "created_at")
    )
    for (pk, title, at), answer in zip(asked.iterator(), cycle(answers or [None]), strict=False):
        is_known = pk % 5 > 0
        yield Lookup(
            text=title,
            answers=3 * is_known,
            topics=0,
            opened=answer if is_known and pk % 3 == 0 else None,
            topic_id=None if pk % 3 == 0 else pk,
            at=at - timedelta(minutes=1),
        )
