"""Whatever people do to a request, in whatever order and at whatever pace: the recount agrees with
the verbs, and finds its way back after anything was spoilt."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.recount import FIELDS, recount
from forum import moderation
from forum.models import Post, Topic
from forum.models.event import Act
from forum.models.post import Kind
from forum.models.state import State
from pages import moment
from servicedesk.models import ServiceType, Ticket
from servicedesk.moves import Status, may_move
from tests import factories
from tests.spoilt import lost
from tests.spoilt import wrong as spoil

# A Tuesday with two days off before the next weekend.
BEGIN = datetime(2026, 12, 22, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
LONG_AFTER = BEGIN + timedelta(days=90)

ACTS = ("answer", "move", "ask", "solve", "bot", "by", "pending", "approve", "claim", "remove")
COMMON = (Status.WAITING_ASKER, Status.ANSWERED, Status.RESOLVED, Status.IN_PROGRESS)
STEPS = st.lists(
    st.tuples(
        st.sampled_from((*ACTS[:4] * 3, *ACTS, "reclassify")),
        st.sampled_from((*COMMON * 2, "", Status.CLOSED, Status.WAITING_RELEASE)),
        st.integers(1, 3 * 24 * 60),  # minutes since the step before
    ),
    min_size=3,
    max_size=20,
)


class Office:
    """The people, and what each may do to a topic."""

    def __init__(self, asker, bystander, officer, bot):
        self.asker, self.bystander, self.officer, self.bot = asker, bystander, officer, bot

    def step(self, topic, act, status):
        """One thing that somebody does, if the house allows it now."""
        ticket, replies = topic.ticket, topic.posts.exclude(path="").order_by("-pk")
        if act in ("answer", "ask", "bot", "by", "pending"):
            self._write(topic, act, status)
        elif act == "move" and status and may_move(ticket.status, status, officer=True):
            ticket.move(status, self.officer)
        elif act == "claim":
            moderation.take_charge(topic, self.officer)
        elif act == "reclassify":
            services = ServiceType.objects.all()
            service = services[len(status) % services.count()]
            ticket.reclassify(service, ticket.classification, self.officer)
        elif act == "solve" and replies.exists():
            moderation.choose_solution(topic, replies[0], self.asker)
        elif act == "remove" and replies.filter(kind=Kind.OFFICIAL).exists():
            moderation.act_on_post(replies.filter(kind=Kind.OFFICIAL)[0], Act.DELETED, self.officer)
        elif act == "approve" and replies.filter(state=State.PENDING).exists():
            post = replies.filter(state=State.PENDING)[0]
            moderation.act_on_post(post, Act.APPROVED, self.officer)

    def _write(self, topic, act, status):
        author = {"answer": self.officer, "bot": self.bot, "by": self.bystander}
        Post.objects.reply(
            topic,
            author=author.get(act, self.asker),
            body="Ini",
            status=status if act == "answer" else "",
            state=State.PENDING if act == "pending" else State.PUBLIC,
        )


@pytest.fixture
def office(ana, ben, sari, bot):
    return Office(ana, ben, sari, bot)


# The rows of one example stay for the next ones: they must not differ either.
many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def live(office, category, steps):
    """A request to which these things happened."""
    now = BEGIN
    with moment.at(now):
        pk = factories.topic(office.asker, category, "Harga beras").pk
    for act, status, minutes in steps:
        now += timedelta(minutes=minutes)
        with moment.at(now):
            office.step(Topic.objects.select_related("ticket").get(pk=pk), act, status)
    return Ticket.objects.get(topic=pk)


@many
@given(STEPS)
def test_the_recount_finds_nothing_to_change(office, category, steps):
    live(office, category, steps)
    with moment.at(LONG_AFTER):
        assert recount(dry_run=True).examples == {}


SPOILT = st.dictionaries(st.sampled_from(FIELDS), st.booleans(), min_size=1)


@many
@given(STEPS, SPOILT)
def test_the_recount_finds_its_way_back(office, category, steps, spoilt):
    with transaction.atomic():
        ticket = live(office, category, steps)
        # While it waits for its asker these depend on when they were last looked at.
        moving = ("first_due_at", "resolution_due_at")
        fixed = set(FIELDS) - set(moving if ticket.status == Status.WAITING_ASKER else ())
        right = Ticket.objects.filter(pk=ticket.pk).values(*fixed).get()
        wrong = {
            name: lost(name) if is_lost else spoil(name, LONG_AFTER, 32_000)
            for name, is_lost in spoilt.items()
        }
        Ticket.objects.filter(pk=ticket.pk).update(**wrong)
        with moment.at(LONG_AFTER):
            recount()
            assert Ticket.objects.filter(pk=ticket.pk).values(*fixed).get() == right
            assert recount().examples == {}
