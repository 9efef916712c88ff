"""Sweeper: tell people what was lost on the way, and mail what the mail server refused."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from autoreply.models import AnswerVersion
from forum.models import Post
from notifications import answers, replies
from notifications.mailing import send
from notifications.models import Notification
from pages import moment


class Command(BaseCommand):
    help = (
        "Creates missing notifications and sends unsent e-mails. Running it twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=3, help="how far back (default 3)")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        since = moment.now() - timedelta(days=days)
        recent = Post.objects.filter(created_at__gte=since).select_related(
            "topic__author", "parent__author"
        )
        created = sum(len(replies.create(post)) for post in recent.iterator())
        announced = AnswerVersion.objects.published().filter(
            is_announced=True, published_at__gte=since
        )
        for version in announced.select_related("answer"):
            created += len(answers.create(version))
        unsent = Notification.objects.unsent().filter(created_at__gte=since)
        sent = sum(send(notification) for notification in unsent.with_target().iterator())
        self.stdout.write(f"{created} notifications created, {sent} e-mails sent.")
