"""Letters: what a delivery says, in its recipient's language, as text and as HTML."""

from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from notifications import addresses
from notifications.models import Delivery, Notification, load_targets
from pages import markdown

_MOST_IN_DIGEST = 50


def write(row: Delivery) -> EmailMultiAlternatives:
    """The letter, ready to be sent."""
    with translation.override(row.recipient.letter_language):
        told = row.notification
        if told is None:
            return _digest(row, contents(row), row.timing)
        rows = contents(row) if row.is_gathering else [told]
        if len(rows) > 1:
            return _digest(row, rows, told.kind)
        return _single(row, rows[0])


def contents(row: Delivery) -> list[Notification]:
    """What a letter that gathers several things still has to say: unread, and to be seen by its
    recipient now."""
    gathered = Q(deliveries=row) | Q(deliveries__digest=row)
    rows = Notification.objects.filter(gathered, read_at=None)
    found = list(rows.select_related("recipient").order_by("created_at", "pk")[:_MOST_IN_DIGEST])
    load_targets(found)
    return [told for told in found if told.is_visible]


def _single(row: Delivery, told: Notification) -> EmailMultiAlternatives:
    # Links inside the site lead there from a letter, too.
    quote = told.spec.quote(told.target).replace("](/", f"]({settings.SITE_URL}/")
    context = _frame(row, told.kind) | {
        "row": told,
        "url": settings.SITE_URL + told.get_absolute_url(),
        "topic": told.topic,
        "quote": quote,
        "quote_html": markdown.render(quote),
        "advice": told.spec.advice,
        "reply_address": _reply_address(told),
    }
    letter = _letter(row, "letter", _subject(told), context)
    letter.extra_headers |= _thread(told)
    if context["reply_address"]:
        letter.reply_to = [context["reply_address"]]
    if told.spec.is_turn:
        letter.from_email = _from(_("%(name)s via TanyaData") % {"name": _writer(told)})
    return letter


def _digest(row: Delivery, rows: list[Notification], what: str) -> EmailMultiAlternatives:
    """A letter of several things; `what` its link to unsubscribe ends."""
    context = _frame(row, what) | {"rows": rows, "timing": row.timing, "kind": what}
    subject = render_to_string("notifications/digest_subject.txt", context)
    return _letter(row, "digest", subject, context)


def _frame(row: Delivery, what: str) -> dict[str, Any]:
    """What every letter shows; `what` its link to unsubscribe ends."""
    return {
        "recipient": row.recipient,
        "office_name": settings.OFFICE_NAME,
        "site_url": settings.SITE_URL,
        "language": row.recipient.letter_language,
        "unsubscribe_url": addresses.unsubscribe_url(row.recipient_id, what),
    }


def _letter(
    row: Delivery, template: str, subject: str, context: dict[str, Any]
) -> EmailMultiAlternatives:
    letter = EmailMultiAlternatives(
        " ".join(subject.split()),
        render_to_string(f"notifications/{template}.txt", context),
        to=[row.recipient.email],
        headers={
            "Message-ID": f"<delivery-{row.pk}@{_host()}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "List-Unsubscribe": f"<{context['unsubscribe_url']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    html = render_to_string(f"notifications/{template}.html", context | {"subject": subject})
    letter.attach_alternative(html, "text/html")
    return letter


def _thread(told: Notification) -> dict[str, str]:
    """All letters about one topic or conversation hang beneath one root, which nobody sends."""
    if told.topic_id:
        root = f"<topic-{told.topic_id}@{_host()}>"
    elif told.conversation_id:
        root = f"<conversation-{told.conversation_id}@{_host()}>"
    else:
        return {}
    return {"In-Reply-To": root, "References": root}


def _subject(told: Notification) -> str:
    """Turns of one conversation bear its title, so that mail programs keep them together."""
    if told.spec.is_turn and told.topic:
        return f"Re: {told.topic.title}"
    return render_to_string("notifications/subject.txt", {"row": told})


def _reply_address(told: Notification) -> str:
    if not told.spec.is_turn or told.topic_id is None:
        return ""
    return addresses.reply_address(told.recipient_id, told.topic_id)


def _writer(told: Notification) -> str:
    name: str = told.target.shown_author
    return name


def _from(name: str) -> str:
    # A name of two lines would be a head of two lines.
    return formataddr((" ".join(name.split()), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
