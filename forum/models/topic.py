from collections.abc import Iterable, Sequence
from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forum import search
from forum.models.category import Category
from forum.models.follow import Follow
from forum.models.state import State, shown_author
from forum.models.tag import Tag
from forum.signals import topic_opened
from pages import moment
from pages.fields import TITLE_LENGTH
from pages.submission import once
from releases.models import Release
from servicedesk.models import Channel, Ticket
from servicedesk.moves import Status
from textmatch import region_names


def regions() -> list[tuple[str, str]]:
    """BPS codes and names of the regions a topic can be about."""
    return list(region_names().items())


class TopicQuerySet(models.QuerySet["Topic"]):
    def open(
        self,
        *,
        author: User,
        category: Category,
        title: str,
        body: str,
        tags: Iterable[Tag] = (),
        region: str = "",
        year: int | None = None,
        is_anonymous: bool = False,
        state: State = State.PUBLIC,
        attachments: Sequence[str] = (),
        submission: UUID | None = None,
    ) -> "Topic":
        """A new topic with its ticket, and its question as first post; its asker follows it.

        `submission` names one filled-in form: sent twice, it opens one topic, returned both times.
        """
        topic = self.model(
            author=author,
            category=category,
            title=title,
            title_terms=search.stored_terms(title),
            region=region,
            year=year,
            is_anonymous=is_anonymous,
            state=state,
            submission=submission,
        )
        return once(self, author, submission, lambda: self._opened(topic, body, tags, attachments))

    def _opened(
        self, topic: "Topic", body: str, tags: Iterable[Tag], attachments: Sequence[str]
    ) -> "Topic":
        """The topic, saved with all that belongs to it."""
        topic.ticket = Ticket.objects.open(Channel.FORUM, topic.category.service_type)
        # One moment: the clock of the request starts when its topic does.
        topic.created_at = topic.last_activity_at = topic.ticket.opened_at
        topic.save(force_insert=True)
        topic.tags.set(tags)
        topic.posts.add_question(topic, body, attachments)
        Follow.objects.start(topic, topic.author)
        search.store_title(topic.pk, topic.title_terms)
        transaction.on_commit(
            lambda: topic_opened.send_robust(sender=Topic, topic=topic), robust=True
        )
        return topic

    def public(self) -> Self:
        """What everybody may read and find."""
        return self.filter(state=State.PUBLIC)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this reader may read: public topics and their own; all of them for whoever
        moderates."""
        if not user.is_authenticated:
            return self.public()
        if user.may_moderate:
            return self.all()
        return self.filter(models.Q(state=State.PUBLIC) | models.Q(author=user))

    def waiting_in_vain(self) -> Self:
        """Topics that wait for a release which is out."""
        waiting = self.filter(ticket__status=Status.WAITING_RELEASE)
        return waiting.exclude(awaited_release__published_at=None)

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
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PUBLIC)
    is_anonymous = models.BooleanField(_("name hidden"), default=False)
    region = models.CharField(_("region"), max_length=4, blank=True, choices=regions)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), related_name="topics", blank=True)
    me_too_count = models.PositiveIntegerField(_("have this question too"), default=0)
    solution = models.ForeignKey(
        "forum.Post", models.SET_NULL, verbose_name=_("solution"), related_name="+", null=True
    )
    is_locked = models.BooleanField(_("locked"), default=False)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("merged into"), related_name="merged", null=True
    )
    # Kept once it is out: readers see what the topic waited for.
    awaited_release = models.ForeignKey(
        Release,
        models.PROTECT,
        verbose_name=_("release awaited"),
        related_name="awaiting_topics",
        null=True,
        blank=True,
    )
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
            models.Index(fields=["region", "-last_activity_at", "-id"], name="forum_topic_region"),
            models.Index(fields=["author", "-last_activity_at", "-id"], name="forum_topic_author"),
            models.Index(fields=["-created_at", "-id"], name="forum_topic_newest"),
            models.Index(fields=["-me_too_count", "-id"], name="forum_topic_me_too"),
            models.Index(
                fields=["created_at"],
                condition=models.Q(state="pending"),
                name="forum_topic_pending",
            ),
            models.Index(
                fields=["-last_activity_at"],
                condition=models.Q(is_pinned=True),
                name="forum_topic_pinned",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        return slugify(self.title)[:60].strip("-") or "topik"

    @property
    def shown_author(self) -> str:
        """The asker's name as the public sees it."""
        return shown_author(self)

    @property
    def has_human_replies(self) -> bool:
        """Whether anybody but the responder has replied."""
        return self.reply_count > (self.ticket.first_automatic_at is not None)

    def count_replies(self) -> None:
        """Count the public replies again."""
        public = self.posts.exclude(path="").filter(state=State.PUBLIC)
        self.reply_count = public.count()
        self.save(update_fields=["reply_count"])

    def wait_for(self, release: Release | None, by: User, note: str = "") -> None:
        """Let the request wait for data to come out: of this release, or of none that is known.
        Raises PermissionDenied where the move is not allowed to this person."""
        with transaction.atomic():
            self.ticket.refresh_from_db(from_queryset=Ticket.objects.select_for_update())
            if self.ticket.status != Status.WAITING_RELEASE:
                self.ticket.move(Status.WAITING_RELEASE, by, note=note)
            self.awaited_release = release
            self.save(update_fields=["awaited_release"])

    def get_absolute_url(self) -> str:
        return reverse("forum:topic", args=[self.pk, self.slug])
