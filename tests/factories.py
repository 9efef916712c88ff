"""Plain functions over the verbs of the product."""

from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from accounts.models import User
from autoreply import curation, editing
from autoreply.models import Answer, Decision, Feedback
from chat.models import Conversation, Message
from forum import duplicates
from forum.models import Category, Duplicate, Post, Topic
from pages import moment
from releases.models import Release, Subject

PASSWORD = "correct-horse-battery"


def member(name: str) -> User:
    user = User.objects.create_user(f"{name}@example.org", PASSWORD, display_name=name.title())
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def officer(name: str, *groups: str) -> User:
    user = member(name)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def answer(
    category: Category,
    slug: str = "jumlah-penduduk",
    question: str = "Berapa jumlah penduduk suatu wilayah?",
    examples: tuple[str, ...] = (
        "jumlah penduduk lampung selatan 2023",
        "brp jml pddk kota metro",
        "data penduduk per kabupaten tahun terbaru",
        "ada berapa orang penduduk lampung",
    ),
    counterexamples: tuple[str, ...] = (),
) -> Answer:
    curation.install(
        editing.blank()
        | {
            "question": question,
            "body": "Angkanya ada di **Lampung Dalam Angka**.",
            "category": category.slug,
            "source_title": "Publikasi BPS Lampung",
            "source_url": "https://lampung.bps.go.id/id/publication",
            "review_on": "2027-06-30",
            "examples": list(examples),
            "counterexamples": list(counterexamples),
        },
        slug,
    )
    return Answer.objects.get(slug=slug)


def topic(
    author: User, category: Category, title: str, body: str = "Mohon bantuannya.", **more: Any
) -> Topic:
    return Topic.objects.open(author=author, category=category, title=title, body=body, **more)


def reply(topic: Topic, author: User, body: str) -> Post:
    return Post.objects.reply(topic, author=author, body=body)


def feedback(topic: Topic, *, helped: bool, reason: str = "unrelated") -> Feedback:
    """What the asker says of the automatic answer to their topic."""
    decision = Decision.objects.get(topic=topic)
    return Feedback.objects.give(decision, topic.author, helped=helped, reason=reason)


def confirmed_duplicate(topic: Topic, original: Topic, by: User) -> Duplicate:
    candidate = Duplicate.objects.get_or_create(
        topic=topic, original=original, defaults={"score": 0.9}
    )[0]
    duplicates.confirm(candidate, by)
    return candidate


def subject(name: str, parent: Subject | None = None) -> Subject:
    found = Subject.objects.named(name)
    if parent:
        found.parent = parent
        found.save()
    return found


def release(subject: Subject, title: str, planned_on: date | None = None, **more: Any) -> Release:
    """Planned for a week from now, if no day is given."""
    day = planned_on or moment.today() + timedelta(days=7)
    return Release.objects.plan(subject=subject, title=title, planned_on=day, **more)


def conversation(author: User, title: str = "Data saya", **more: Any) -> Conversation:
    return Conversation.objects.open(author=author, title=title, **more)


def message(conversation: Conversation, author: User, body: str, **more: Any) -> Message:
    return Message.objects.send(conversation, author=author, body=body, **more)
