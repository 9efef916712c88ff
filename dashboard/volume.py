"""Topics a week, for the chart on the figures page."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.formats import date_format

from autoreply.models.decision import Outcome
from forum.models import Topic
from pages import moment
from pages.charts import Bar


def volume_by_week(since: datetime) -> list[Bar]:
    """Topics opened, and those of them answered automatically, every week since then, the empty
    ones too, in order."""
    rows = (
        Topic.objects.filter(created_at__gte=since)
        .annotate(week=TruncWeek("created_at"))
        .values("week")
        .annotate(
            topics=Count("pk"), automatic=Count("pk", filter=Q(decision__outcome=Outcome.ANSWER))
        )
    )
    counted = {row["week"].date(): row for row in rows}
    return [
        Bar(
            date_format(start, "DATE_FORMAT"),
            counted[start]["topics"] if start in counted else 0,
            counted[start]["automatic"] if start in counted else 0,
        )
        for start in _mondays(since)
    ]


def _mondays(since: datetime) -> list[date]:
    first = timezone.localdate(since)
    first -= timedelta(days=first.weekday())
    today = timezone.localdate(moment.now())
    return [first + timedelta(weeks=n) for n in range((today - first).days // 7 + 1)]
