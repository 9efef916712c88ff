"""The letter about a reply by e-mail that was not posted, or not wholly."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User
from forum.models import Topic


def send(member: User, topic: Topic, outcome: str, reason: str) -> None:
    """Tell the member, at their own address, in a letter that no program answers. `reason` is one
    that the template knows, or a sentence. Raises OSError."""
    with translation.override(member.letter_language):
        context = {
            "member": member,
            "topic": topic,
            "outcome": outcome,
            "reason": reason,
            "url": settings.SITE_URL + topic.get_absolute_url(),
            "office_name": settings.OFFICE_NAME,
        }
        subject = render_to_string("notifications/refusal_subject.txt", context)
        body = render_to_string("notifications/refusal.txt", context)
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    EmailMessage(" ".join(subject.split()), body, to=[member.email], headers=headers).send()
