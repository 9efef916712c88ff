"""Whatever people say and do in a conversation: the recount agrees with the verbs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chat.models import Conversation
from dashboard.recount import recount
from pages import moment
from servicedesk.moves import Status, may_move
from tests import factories

BEGIN = datetime(2026, 12, 22, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("answer", "ask", "bot", "move", "claim", "end")),
        st.sampled_from((*Status, "")),
        st.integers(1, 3 * 24 * 60),
    ),
    min_size=2,
    max_size=12,
)


def step(conversation, act, status, sari, bot):
    ticket = conversation.ticket
    allowed = bool(status) and may_move(ticket.status, status, officer=True)
    if act == "answer":
        factories.message(conversation, sari, "Ini", status=status if allowed else "")
    elif act in ("ask", "bot"):
        factories.message(conversation, conversation.author if act == "ask" else bot, "Ini")
    elif act == "move" and allowed:
        ticket.move(status, sari)
    elif act == "claim":
        ticket.claim(sari)
    elif act == "end" and may_move(ticket.status, Status.RESOLVED, officer=False):
        ticket.move(Status.RESOLVED, conversation.author)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_the_recount_finds_nothing_to_change(ana, sari, bot, steps):
    now = BEGIN
    with moment.at(now):
        pk = factories.conversation(ana).pk
    for act, status, minutes in steps:
        now += timedelta(minutes=minutes)
        with moment.at(now):
            found = Conversation.objects.select_related("ticket", "author").get(pk=pk)
            step(found, act, status, sari, bot)
    with moment.at(BEGIN + timedelta(days=90)):
        assert recount(dry_run=True).examples == {}
