"""How one answer does: how often it was given, and what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, TruncWeek
from django.utils import timezone
from django.utils.formats import date_format

from autoreply.models import Answer, Decision
from autoreply.models.decision import Reason
from chat.models import Conversation, Message
from forum.models import Post, Topic
from pages import moment
from pages.charts import Bar

_WEEKS = 26
_SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known about one answer. `asked_anyway`: the asker wrote again, there or in a new
    topic, within a day; `offered` and `chosen`: named among others, and then picked; `opened`:
    from the suggestions while typing; `votes_*`: readers of the public page."""

    shown: int
    helped: int
    not_helped: int
    reasons: list[tuple[str, int]]
    asked_anyway: int
    offered: int
    chosen: int
    opened: int
    votes_yes: int
    votes_no: int
    last_shown: datetime | None
    weeks: list[Bar]

    @property
    def helped_share(self) -> float | None:
        """Of those who said yes or no."""
        said = self.helped + self.not_helped
        return self.helped / said if said else None


def of(answer: Answer) -> Ledger:
    """The ledger of an answer, over all its versions."""
    given = Decision.objects.filter(answer=answer)
    counted = given.annotate(asked_again=_asked_again()).aggregate(
        shown=Count("pk"),
        helped=Count("pk", filter=Q(feedback__helped=True)),
        not_helped=Count("pk", filter=Q(feedback__helped=False)),
        asked_anyway=Count("pk", filter=Q(asked_again=True)),
        last_shown=Max("decided_at"),
    )
    votes = answer.votes.aggregate(
        yes=Count("pk", filter=Q(helped=True)), no=Count("pk", filter=Q(helped=False))
    )
    offers = answer.offers.aggregate(
        offered=Count("pk"), chosen=Count("pk", filter=Q(answer=answer, chosen_at__isnull=False))
    )
    return Ledger(
        **counted,
        **offers,
        reasons=_reasons(given),
        opened=answer.lookups.count(),
        votes_yes=votes["yes"],
        votes_no=votes["no"],
        weeks=_weeks(given),
    )


def _asked_again() -> Q:
    soon = {
        "created_at__gt": OuterRef("decided_at"),
        "created_at__lt": OuterRef("decided_at") + _SOON,
    }
    author = Coalesce(OuterRef("topic__author"), OuterRef("conversation__author"))
    replied = Post.objects.filter(topic=OuterRef("topic"), author=author, **soon)
    wrote = Message.objects.filter(conversation=OuterRef("conversation"), author=author, **soon)
    opened = Topic.objects.filter(author=author, **soon).exclude(
        pk=Coalesce(OuterRef("topic"), Value(0))
    )
    begun = Conversation.objects.filter(author=author, **soon).exclude(
        pk=Coalesce(OuterRef("conversation"), Value(0))
    )
    return Q(Exists(replied) | Exists(wrote) | Exists(opened) | Exists(begun))


def _reasons(given: QuerySet[Decision]) -> list[tuple[str, int]]:
    rows = (
        given.filter(feedback__helped=False)
        .values(reason=F("feedback__reason"))
        .annotate(times=Count("pk"))
        .order_by("-times")
    )
    return [(str(Reason(row["reason"]).label), row["times"]) for row in rows if row["reason"]]


def _weeks(given: QuerySet[Decision]) -> list[Bar]:
    """How often it was given, and helped, in each week of the last half year."""
    today = moment.today()
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=back) for back in reversed(range(_WEEKS))]
    since = timezone.make_aware(datetime.combine(starts[0], datetime.min.time()))
    rows = (
        given.filter(decided_at__gte=since)
        .annotate(week=TruncWeek("decided_at"))
        .values("week")
        .annotate(shown=Count("pk"), helped=Count("pk", filter=Q(feedback__helped=True)))
    )
    counted = {row["week"].date(): (row["shown"], row["helped"]) for row in rows}
    return [
        Bar(
            date_format(start, "DATE_FORMAT"),
            *counted.get(start, (0, 0)),
            short=date_format(start, "j M"),
        )
        for start in starts
    ]
