"""One notification as an e-mail."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from notifications.models import Notification
from pages import moment

logger = logging.getLogger(__name__)


def send(notification: Notification) -> bool:
    """Send the e-mail; False when the mail server refused, and the row stays unsent."""
    post, version = notification.post, notification.version
    context = {
        "post": post,
        "topic": post.topic if post else None,
        "version": version,
        "recipient": notification.recipient,
        "url": settings.SITE_URL + notification.get_absolute_url(),
        "office_name": settings.OFFICE_NAME,
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"notifications/{notification.kind}_subject.txt", context)
        body = render_to_string(f"notifications/{notification.kind}_body.txt", context)
    message = EmailMessage(" ".join(subject.split()), body, to=[notification.recipient.email])
    try:
        message.send()
    except OSError:  # smtplib's errors are OSErrors, and so are refused connections
        logger.exception("notification %s was not mailed", notification.pk)
        return False
    notification.emailed_at = moment.now()
    notification.save(update_fields=["emailed_at"])
    return True
