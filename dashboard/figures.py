"""The figures of a period. Each has a definition that a citizen can read, shown beside it."""

from dataclasses import dataclass
from datetime import timedelta

from autoreply.models import Decision, Feedback
from autoreply.models.decision import Outcome
from forum.models import Topic
from pages import moment
from servicedesk.models import Channel, Ticket

PERIODS = (7, 30, 90, 365)


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares are 0 to 1, times are seconds; None where there is nothing to measure."""

    topics: int
    answered_automatically: float | None
    helped: float | None
    feedback_count: int
    median: float | None
    p90: float | None
    officer_answered: int
    open_topics: int


def figures(days: int) -> Figures:
    """Of the topics opened in the last `days` days; `open_topics` counts those of any age."""
    since = moment.now() - timedelta(days=days)
    tickets = Ticket.objects.filter(channel=Channel.FORUM).opened_since(since)
    topics = tickets.count()
    answered = Decision.objects.filter(
        outcome=Outcome.ANSWER, topic__ticket__opened_at__gte=since
    ).count()
    feedback = Feedback.objects.filter(decision__topic__ticket__opened_at__gte=since)
    feedback_count = feedback.count()
    median, p90 = tickets.first_officer_times()
    return Figures(
        topics=topics,
        answered_automatically=_share(answered, topics),
        helped=_share(feedback.filter(helped=True).count(), feedback_count),
        feedback_count=feedback_count,
        median=median,
        p90=p90,
        officer_answered=tickets.exclude(first_officer_at=None).count(),
        open_topics=Topic.objects.filter(ticket__in=Ticket.objects.unsettled()).count(),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
