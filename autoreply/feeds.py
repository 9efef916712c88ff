"""The public answers as an Atom feed: what is new, and what changed."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from autoreply.models import AnswerVersion
from autoreply.models.answer import Answer
from autoreply.models.version import Event
from pages.atom import AtomFeed

_LENGTH = 20


class AnswerFeed(Feed):
    """The latest versions of public answers, each an entry of its own."""

    feed_type = AtomFeed

    def title(self) -> str:
        return _("Answers, new and changed")

    def link(self) -> str:
        return reverse("autoreply:answer_list")

    def items(self) -> list[AnswerVersion]:
        """What was last reviewed of each answer; a wording that was learnt since is no news."""
        of_answer = AnswerVersion.objects.published().filter(answer=OuterRef("pk"))
        reviewed = of_answer.exclude(events__kind__in=(Event.LEARNT, Event.UNLEARNT))
        answers = Answer.objects.public().annotate(newest=Subquery(reviewed.values("pk")[:1]))
        versions = AnswerVersion.objects.filter(pk__in=answers.values("newest"))
        return list(versions.select_related("answer").order_by("-published_at", "-pk")[:_LENGTH])

    def item_title(self, item: AnswerVersion) -> str:
        return item.answer.question

    def item_link(self, item: AnswerVersion) -> str:
        return item.answer.get_absolute_url()

    def item_description(self, item: AnswerVersion) -> str:
        return item.answer.body_html

    def item_guid(self, item: AnswerVersion) -> str:
        return f"{item.answer.get_absolute_url()}#v{item.number}"

    def item_updateddate(self, item: AnswerVersion) -> datetime | None:
        return item.published_at
