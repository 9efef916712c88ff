from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages import moment


class Act(models.TextChoices):
    """What can be done to a topic or to one of its posts."""

    ASSIGNED = "assigned", pgettext_lazy("event", "took charge")
    SOLVED = "solved", pgettext_lazy("event", "marked the solution")
    UNSOLVED = "unsolved", pgettext_lazy("event", "took back the solution")
    HIDDEN = "hidden", pgettext_lazy("event", "hid it")
    RESTORED = "restored", pgettext_lazy("event", "restored it")
    DELETED = "deleted", pgettext_lazy("event", "deleted it")
    APPROVED = "approved", pgettext_lazy("event", "approved it")
    LOCKED = "locked", pgettext_lazy("event", "locked the topic")
    UNLOCKED = "unlocked", pgettext_lazy("event", "unlocked the topic")
    PINNED = "pinned", pgettext_lazy("event", "pinned the topic")
    UNPINNED = "unpinned", pgettext_lazy("event", "unpinned the topic")
    MOVED = "moved", pgettext_lazy("event", "moved the topic")
    EDITED = "edited", pgettext_lazy("event", "edited the title")
    MERGED = "merged", pgettext_lazy("event", "merged another topic into this one")
    SPLIT = "split", pgettext_lazy("event", "moved replies to a topic of their own")


class Event(models.Model):
    """Somebody did something to a topic or a post: the log, and the small lines on the page.

    `note` is what it was done with: a reason, the category it came from, the other topic.
    """

    topic = models.ForeignKey("forum.Topic", models.CASCADE, related_name="events")
    post = models.ForeignKey("forum.Post", models.CASCADE, related_name="events", null=True)
    act = models.CharField(_("act"), max_length=10, choices=Act)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=moment.now)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.topic_id} {self.act} by {self.by_id}"
