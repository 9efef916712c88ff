from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forum import search
from forum.models.category import Category
from forum.signals import topic_opened
from pages import moment
from servicedesk.models import Channel, Ticket

TITLE_LENGTH = 160


class TopicQuerySet(models.QuerySet["Topic"]):
    def open(
        self,
        *,
        author: User,
        category: Category,
        title: str,
        body: str,
        submission: UUID | None = None,
    ) -> "Topic":
        """A new topic with its ticket, and its question as first post.

        `submission` names one filled-in form: sent twice, it opens one topic, returned both times.
        """
        try:
            with transaction.atomic():
                topic = self.create(
                    ticket=Ticket.objects.open(Channel.FORUM),
                    author=author,
                    category=category,
                    title=title,
                    title_terms=search.stored_terms(title),
                    submission=submission,
                )
                topic.posts.add_question(topic, body)
                search.store_title(topic.pk, topic.title_terms)
                transaction.on_commit(
                    lambda: topic_opened.send_robust(sender=Topic, topic=topic), robust=True
                )
        except IntegrityError:
            earlier = (
                self.filter(author=author, submission=submission).first() if submission else None
            )
            if earlier is None:
                raise
            return earlier
        return topic

    def with_head(self) -> Self:
        """With all that one line of a list shows."""
        return self.select_related("author", "category", "ticket")


class Topic(models.Model):
    """A question asked in public, and the replies to it."""

    ticket = models.OneToOneField(Ticket, models.PROTECT, related_name="topic")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="topics")
    category = models.ForeignKey(Category, models.PROTECT, related_name="topics")
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    title_terms = models.TextField(editable=False, default="")
    created_at = models.DateTimeField(_("created"), default=moment.now)
    last_activity_at = models.DateTimeField(_("last activity"), default=moment.now)
    reply_count = models.PositiveIntegerField(_("replies"), default=0)
    submission = models.UUIDField(null=True, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission"], name="forum_one_topic_per_form"
            ),
        ]
        indexes = [
            models.Index(fields=["-last_activity_at", "-id"], name="forum_topic_latest"),
            models.Index(
                fields=["category", "-last_activity_at", "-id"], name="forum_topic_in_category"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        return slugify(self.title)[:60].strip("-") or "topik"

    def get_absolute_url(self) -> str:
        return reverse("forum:topic", args=[self.pk, self.slug])
