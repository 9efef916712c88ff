"""What people asked or typed and got nothing for, put together, so that somebody writes the answer
that is missing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from autoreply import engine
from autoreply.models import Decision, Lookup
from autoreply.models.decision import Outcome
from forum.models import Topic
from forum.models.state import State
from pages import moment
from textmatch import clusters

DAYS = 180
# The newest of each kind; older ones have been asked again or do not matter any more.
_MOST = 3_000
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Miss:
    """One time that nothing was known: what was asked, when, and the topic if it became one."""

    text: str
    at: datetime
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Misses that ask the same, the latest first."""

    misses: list[Miss]

    @property
    def wordings(self) -> list[str]:
        """Each way it was put, once."""
        return list(dict.fromkeys(miss.text for miss in self.misses))

    @property
    def title(self) -> str:
        """The way it was put most often."""
        texts = [miss.text for miss in self.misses]
        return max(self.wordings, key=texts.count)

    @property
    def topics(self) -> list[Topic]:
        return list(dict.fromkeys(miss.topic for miss in self.misses if miss.topic))


def find(days: int = DAYS) -> list[Gap]:
    """The gaps of the last days, the largest first. What an answer in force would answer by now is
    no gap any more."""
    decider = engine.current()
    misses = _misses(moment.now() - timedelta(days=days))
    found = []
    for group in clusters([miss.text for miss in misses]):
        gap = Gap([misses[place] for place in group])
        if decider.judge(decider.rank(gap.title)).kind != "answer":
            found.append(gap)
        if len(found) == _SHOWN:
            break
    return found


def _misses(since: datetime) -> list[Miss]:
    lookups = Lookup.objects.empty().filter(at__gte=since, topic=None).order_by("-at")
    decided = Decision.objects.filter(topic__created_at__gte=since, topic__state=State.PUBLIC)
    silent = decided.filter(outcome=Outcome.SILENT)
    not_helped = decided.filter(feedback__helped=False)
    misses = [Miss(row.text, row.at) for row in lookups[:_MOST]]
    for decisions in (silent, not_helped):
        newest = decisions.select_related("topic").order_by("-decided_at")[:_MOST]
        topics = [row.topic for row in newest if row.topic]
        misses += [Miss(topic.title, topic.created_at, topic) for topic in topics]
    return sorted(misses, key=lambda miss: miss.at, reverse=True)
