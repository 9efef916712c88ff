"""A random world for the figures: requests of every kind, as rows, many at a time."""

from datetime import timedelta
from random import Random

from accounts.models import Institution, Team, User
from autoreply.models import Answer, Decision, Feedback, Lookup
from autoreply.models.decision import Outcome, Reason
from chat.models import Conversation
from dashboard.models import PublicCopy
from forum.models import Category, Duplicate, Topic
from pages import moment
from servicedesk.models import ELEMENTS, Channel, Classification, Rating, ServiceType, Ticket
from servicedesk.moves import SETTLED, Status
from tests import factories

DAYS = 200


def fill(count, asker, officers, answer, seed=1):
    """So many requests of the last DAYS days, with all that figures are made of."""
    draw = Random(seed)
    askers = _askers(asker, draw)
    categories = list(Category.objects.all())
    teams = [Team.objects.create(name=f"Tim {number}") for number in range(2)]
    services = list(ServiceType.objects.all())
    tickets = Ticket.objects.bulk_create(
        _ticket(number, draw, officers, teams, services) for number in range(count)
    )
    private = [ticket for ticket in tickets if ticket.channel == Channel.PESAN]
    conversations = Conversation.objects.bulk_create(
        Conversation(ticket=ticket, author=draw.choice(askers), title="Rahasia")
        for ticket in private
    )
    topics = Topic.objects.bulk_create(
        Topic(
            ticket=ticket,
            author=draw.choice(askers),
            category=draw.choice(categories),
            title=f"Pertanyaan {ticket.code}",
            created_at=ticket.opened_at,
            last_activity_at=ticket.opened_at,
        )
        for ticket in tickets
        if ticket.channel == Channel.FORUM
    )
    _decide([*topics, *conversations], draw, answer)
    _publish(conversations[0], topics[-1], officers[0])
    _repeat(topics, draw)
    _look_up(topics, draw, answer)
    _rate(tickets, draw, asker)


def _askers(asker, draw):
    people = [asker, *(factories.member(f"warga{number}") for number in range(4))]
    for person in people:
        person.institution = draw.choice([Institution.LOCAL, Institution.PRIVATE, ""])
    User.objects.bulk_update(people, ["institution"])
    return people


def _ticket(number, draw, officers, teams, services):
    opened = moment.now() - timedelta(seconds=draw.randrange(DAYS * 86_400))
    channel = draw.choice([Channel.FORUM] * 4 + [Channel.PESAN])
    ticket = Ticket(code=f"UJI-{number:05}", channel=channel, opened_at=opened)
    ticket.status = draw.choice(list(Status))
    ticket.classification = draw.choices(list(Classification), (6, 2, 1, 1))[0]
    ticket.service_type = draw.choice([*services, None])
    ticket.team = draw.choice([*teams, None])
    ticket.assignee = draw.choice([*officers, None])
    ticket.first_due_at = opened + timedelta(hours=draw.randrange(1, 60))
    ticket.resolution_due_at = opened + timedelta(days=draw.randrange(1, 12))
    ticket.due_at = draw.choice([None, ticket.first_due_at, ticket.resolution_due_at])
    ticket.officer_answers = draw.randrange(4)
    ticket.reopened_count = draw.choice([0, 0, 0, 1, 2])
    ticket.waited = ticket.waited_working = timedelta(hours=draw.choice([0, 0, 3]))
    for field in ("first_automatic", "first_officer", "substantive"):
        if draw.random() < 0.6:
            _reach(ticket, field, f"{field}_at", draw)
    if ticket.status in SETTLED:
        _reach(ticket, "resolution", "closed_at", draw)
    if ticket.status == Status.WAITING_ASKER:
        ticket.waiting_since = opened + (moment.now() - opened) / 2
    return ticket


def _reach(ticket, field, at, draw):
    # Round times, so that many are equal.
    seconds = draw.randrange(400) * 900
    setattr(ticket, at, ticket.opened_at + timedelta(seconds=seconds))
    setattr(ticket, f"{field}_seconds", seconds)
    setattr(ticket, f"{field}_working", seconds // 3)


def _publish(conversation, topic, officer):
    """The topic is a copy of the conversation, and so no request of its own."""
    PublicCopy.objects.create(
        conversation=conversation, topic=topic, category=topic.category, written_by=officer
    )


def _decide(matters, draw, answer):
    decided = [matter for matter in matters if draw.random() < 0.9]
    decisions = Decision.objects.bulk_create(
        Decision(**{matter._meta.model_name: matter},
                 outcome=(outcome := draw.choice(list(Outcome))),
                 answer=answer if outcome == Outcome.ANSWER else None)
        for matter in decided
    )  # fmt: skip
    told = [row for row in decisions if row.outcome != Outcome.SILENT and draw.random() < 0.6]
    Feedback.objects.bulk_create(
        Feedback(decision=row, by=(row.topic or row.conversation).author,
                 helped=(helped := draw.random() < 0.6),
                 reason="" if helped else draw.choice(Reason.values))
        for row in told
    )  # fmt: skip


def _repeat(topics, draw):
    originals = topics[:10]
    Duplicate.objects.bulk_create(
        Duplicate(topic=topic, original=draw.choice(originals), score=0.8,
                  state=draw.choice(["candidate", "confirmed", "rejected"]))
        for topic in topics[10:]
        if draw.random() < 0.4
    )  # fmt: skip


def _look_up(topics, draw, answer):
    now = moment.now()
    Lookup.objects.bulk_create(
        Lookup(text=f"cari {topic.title}", answers=draw.randrange(3), topics=draw.randrange(2),
               opened=draw.choice([None, answer]), topic=draw.choice([None, None, topic]),
               at=now - timedelta(seconds=draw.randrange(DAYS * 86_400)))
        for topic in topics
    )  # fmt: skip


def _rate(tickets, draw, asker):
    Rating.objects.bulk_create(
        Rating(ticket=ticket, by=asker, at=ticket.opened_at,
               **{name: draw.choice([None, 1, 2, 3, 4]) for name in ELEMENTS})
        for ticket in tickets
        if draw.random() < 0.5
    )  # fmt: skip


def world(count, ana, sari, dewi):
    """The crowd with two categories and an answer."""
    categories = [
        Category.objects.create(slug=slug, name=slug.title()) for slug in ("harga", "penduduk")
    ]
    factories.answer(categories[1])
    fill(count, ana, [sari, dewi], Answer.objects.get())
