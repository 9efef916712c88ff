"""What data comes out and when, and who wants to know."""

from releases.models.event import ReleaseEvent
from releases.models.release import Release, ReleaseQuerySet
from releases.models.source import SourceSubject
from releases.models.subject import Subject
from releases.models.subscription import Subscription

__all__ = [
    "Release",
    "ReleaseEvent",
    "ReleaseQuerySet",
    "SourceSubject",
    "Subject",
    "Subscription",
]
