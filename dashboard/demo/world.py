"""The demo world: 90 days of a statistics office's forum, the same every time but for ticket codes.

Each topic carries a name of its own as its submission, so that a second run, also after an
interrupted one, adds only what is missing.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import translation

from accounts.models import User
from autoreply import content
from dashboard.demo import bench, calendar
from dashboard.demo.people import People, gather
from dashboard.demo.private import converse
from dashboard.demo.stories import Story, go_on
from forum import duplicates
from forum.models import Category, Duplicate, Topic
from notifications.models import Delivery, Notification
from notifications.models.delivery import State
from pages import moment

DAYS = 90
_QUESTIONS = Path(__file__).parent / "questions.toml"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """One question to be asked: by whom and when is drawn from its own name."""

    category: str
    group: int
    title: str
    body: str
    reply: str

    @property
    def submission(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"demo:{self.category}:{self.title}")


def build() -> int:
    """Load the curated answers and make what is missing of the world. Returns the new topics."""
    begins = moment.now() - _DAY * (DAYS + 1)
    with moment.at(begins):
        content.load()
    people = gather()
    plans = sorted(_plans(), key=lambda plan: plan.submission)
    present = set(
        Topic.objects.filter(submission__in=[plan.submission for plan in plans]).values_list(
            "submission", flat=True
        )
    )
    moments = list(_moments(len(plans)))
    new = [
        (plan, at)
        for plan, at in zip(plans, moments, strict=True)
        if plan.submission not in present
    ]
    for plan, at in new:
        _tell(plan, at, people)
    if new:
        _judge_duplicates(plans, people.officers)
        _settle_letters()
    bench.furnish(people.officers, begins)
    converse(people)
    with translation.override("id"):
        calendar.furnish(people)
    return len(new)


def _settle_letters() -> None:
    """Nobody is written to about ninety made-up days, and what is older than a week was read."""
    waiting = Delivery.objects.filter(state__in=(State.WAITING, State.QUEUED))
    waiting.update(state=State.DROPPED, error="demo")
    Notification.objects.filter(created_at__lt=moment.now() - 7 * _DAY).read_all()


def _plans() -> Iterator[Plan]:
    for category, row in tomllib.loads(_QUESTIONS.read_text()).items():
        for number, titles in enumerate(row["groups"]):
            for title in titles:
                draw = Random(title)  # noqa: S311 - a world to look at, not a secret
                yield Plan(
                    category,
                    number,
                    title,
                    draw.choice(row["bodies"]) or title,
                    draw.choice(row["replies"]),
                )


def _moments(count: int) -> Iterator[datetime]:
    """`count` rising moments over the last DAYS days, denser towards now: the forum grows."""
    draw = Random("moments")  # noqa: S311
    now = moment.now()
    for number in range(count):
        age = DAYS * (1 - (number + draw.random()) / count) ** 1.4
        yield min(now - _DAY * age, now - timedelta(minutes=7))


def _tell(plan: Plan, at: datetime, people: People) -> None:
    draw = Random(str(plan.submission))  # noqa: S311
    asker, bystander = draw.sample(people.public, 2)
    with moment.at(at):
        topic = Topic.objects.open(
            author=asker,
            category=Category.objects.get(slug=plan.category),
            title=plan.title,
            body=plan.body,
            submission=plan.submission,
        )
    officer = draw.choice(people.officers)
    topic.refresh_from_db()
    go_on(Story(topic, officer, bystander, plan.reply, draw, at))


def _judge_duplicates(plans: list[Plan], officers: list[User]) -> None:
    """Officers have judged two thirds of the candidates: the same group is the same question."""
    groups: dict[UUID | None, tuple[str, int]] = {
        plan.submission: (plan.category, plan.group) for plan in plans
    }
    for number, candidate in enumerate(Duplicate.objects.to_decide().order_by("pk")):
        if number % 3 == 2:
            continue
        pair = (candidate.topic.submission, candidate.original.submission)
        mine, theirs = (groups.get(submission) for submission in pair)
        judge = duplicates.confirm if mine == theirs else duplicates.reject
        with moment.at(min(candidate.topic.created_at + _DAY, moment.now())):
            judge(candidate, officers[number % len(officers)])
