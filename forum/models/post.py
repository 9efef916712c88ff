from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forum import search
from forum.models.attachment import Attachment
from forum.models.follow import Follow
from forum.models.state import State, shown_author
from forum.models.word import Word
from forum.signals import post_added
from pages import markdown, moment
from pages.submission import once

if TYPE_CHECKING:
    from forum.models.topic import Topic

# A path is one step of five digits a level: siblings sort as text in every collation.
_STEP = 5
# A reply to a post this deep becomes its sibling: deeper trees are unreadable on any screen.
MAX_DEPTH = 10


class Kind(models.TextChoices):
    QUESTION = "question", _("Question")
    REPLY = "reply", _("Reply")
    OFFICIAL = "official", _("Officer's answer")
    AUTOMATIC = "automatic", _("Automatic answer")


class PostQuerySet(models.QuerySet["Post"]):
    def add_question(self, topic: Topic, body: str, attachments: Sequence[str] = ()) -> Post:
        """The first post of a new topic; its empty path sorts before every reply."""
        question = self.create(
            topic=topic,
            author=topic.author,
            kind=Kind.QUESTION,
            path="",
            body=body,
            is_anonymous=topic.is_anonymous,
            created_at=topic.created_at,
        )
        question.index()
        Attachment.objects.attach(attachments, question)
        return question

    def reply(
        self,
        topic: Topic,
        *,
        author: User,
        body: str,
        parent: Post | None = None,
        submission: UUID | None = None,
        status: str = "",
        state: State = State.PUBLIC,
        attachments: Sequence[str] = (),
    ) -> Post:
        """Add a reply to the topic, beneath `parent` or at the first level; its writer follows
        the topic.

        An officer's reply stops the clock of the first response and brings the ticket to `status`
        ("" leaves it); the asker's brings the topic back to the officers. `submission` names one
        filled-in form, as in `Topic.objects.open`.
        """
        post = self.model(parent=parent, author=author, body=body, state=state)
        post.submission = submission
        return once(self, author, submission, lambda: self._added(post, topic, status, attachments))

    def _added(self, post: Post, topic: Topic, status: str, attachments: Sequence[str]) -> Post:
        """The reply, saved in its place in the tree, with all that follows from it."""
        # One writer at a time a topic, so that two replies never take the same path.
        rows = type(topic).objects.select_for_update(of=("self",))
        locked = rows.select_related("ticket").get(pk=topic.pk)
        post.topic = locked
        post.path = self.next_path(locked, post.parent)
        post.kind = _kind(post.author, locked)
        post.is_anonymous = locked.is_anonymous and post.author_id == locked.author_id
        post.save(force_insert=True)
        post.index()
        Attachment.objects.attach(attachments, post)
        if not post.author.is_bot:
            Follow.objects.start(locked, post.author)
        if post.is_public:
            post.announce(locked, status)
        return post

    def next_path(self, topic: Topic, parent: Post | None) -> str:
        """The path of a new reply beneath `parent`, or at the first level."""
        prefix = parent.path[: _STEP * (MAX_DEPTH - 1)] if parent else ""
        siblings = self.model.objects.filter(
            topic=topic, path__startswith=prefix, depth=len(prefix) // _STEP + 1
        )
        last = siblings.order_by("-path").values_list("path", flat=True).first()
        return f"{prefix}{int(last[-_STEP:]) + 1 if last else 1:0{_STEP}d}"


def _kind(author: User, topic: Topic) -> Kind:
    if author.is_bot:
        return Kind.AUTOMATIC
    # An officer asking on their own behalf is an asker in their own topic.
    return Kind.OFFICIAL if author.is_officer and author.pk != topic.author_id else Kind.REPLY


class Post(models.Model):
    """One text in a topic: the question, or a reply in the tree beneath it.

    The tree is a materialised path, so that one index reads a page of it in order.
    """

    topic = models.ForeignKey("forum.Topic", models.CASCADE, related_name="posts")
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True)
    path = models.CharField(max_length=_STEP * MAX_DEPTH, blank=True)
    depth = models.PositiveSmallIntegerField(default=0)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    body = models.TextField(_("text"))
    body_html = models.TextField(editable=False)
    terms = models.TextField(editable=False, default="")
    renderer_version = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=moment.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PUBLIC)
    is_anonymous = models.BooleanField(_("name hidden"), default=False)
    helpful_count = models.PositiveIntegerField(_("found helpful"), default=0)
    attachment_count = models.PositiveSmallIntegerField(default=0, editable=False)
    submission = models.UUIDField(null=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("path",)
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(fields=["topic", "path"], name="forum_one_post_per_path"),
            models.UniqueConstraint(
                fields=["author", "submission"], name="forum_one_post_per_form"
            ),
        ]
        indexes = [
            models.Index(fields=["topic", "created_at"], name="forum_post_newest"),
            models.Index(fields=["author", "created_at"], name="forum_post_author"),
            models.Index(fields=["topic", "-helpful_count", "path"], name="forum_post_helpful"),
            models.Index(
                fields=["created_at"],
                condition=models.Q(state="pending"),
                name="forum_post_pending",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what is derived from the text and the path beside them."""
        self.depth = len(self.path) // _STEP
        self.body_html = markdown.render(self.body)
        self.renderer_version = markdown.RENDERER_VERSION
        super().save(*args, **kwargs)

    def index(self) -> None:
        """Let the search find what the post says now; the question is found by its title too."""
        title = "" if self.path else self.topic.title
        self.terms = search.stored_text(f"{title}\n{self.body}")
        type(self).objects.filter(pk=self.pk).update(terms=self.terms)
        search.store_post(self.pk, self.terms)
        Word.objects.learn(self.terms.split())

    @property
    def shown_author(self) -> str:
        """The writer's name as the public sees it."""
        return shown_author(self)

    @property
    def parent_path(self) -> str:
        """The path of the post it replies to; "" at the first level."""
        return self.path[:-_STEP]

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLIC

    def get_absolute_url(self) -> str:
        return f"{self.topic.get_absolute_url()}?post={self.pk}#post-{self.pk}"

    def announce(self, topic: Topic, status: str = "") -> None:
        """The reply is public: bring the topic and its ticket up to date, and tell the others.

        Call it inside a transaction.
        """
        transaction.on_commit(lambda: post_added.send_robust(sender=Post, post=self), robust=True)
        type(topic).objects.filter(pk=topic.pk).update(
            reply_count=F("reply_count") + 1, last_activity_at=self.created_at
        )
        ticket = topic.ticket
        if self.kind == Kind.OFFICIAL:
            ticket.take_answer(self.created_at, self.author, status)
        elif self.kind == Kind.AUTOMATIC:
            ticket.record_automatic_answer(self.created_at)
        elif self.author_id == topic.author_id:
            ticket.take_reply(self.author)
