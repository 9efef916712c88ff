"""Signed addresses in letters: where to reply, and where to unsubscribe."""

import re
from base64 import b32encode
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

_UNSUBSCRIBE = "notifications.unsubscribe"
_REPLY = "notifications.reply"
# Mail servers may change the case of a local part, so the token is of small letters and digits.
_TOKEN = re.compile(r"\+([0-9a-z]{1,12})-([0-9a-z]{1,12})-([a-z2-7]{16})@")


def unsubscribe_url(user_id: int, what: str) -> str:
    """The page that ends letters of this kind (or of the digest `daily`, `weekly`) to this member,
    without a log-in. It never expires: old letters are read, too."""
    token = signing.dumps([user_id, what], salt=_UNSUBSCRIBE)
    return settings.SITE_URL + reverse("notifications:unsubscription", args=[token])


def read_unsubscribe(token: str) -> tuple[int, str]:
    """The member and what they want no more. Raises signing.BadSignature."""
    user_id, what = signing.loads(token, salt=_UNSUBSCRIBE)
    return user_id, what


@dataclass(frozen=True, slots=True)
class ReplyToken:
    """Who was written to about which topic."""

    user_id: int
    topic_id: int

    def __str__(self) -> str:
        user, topic = int_to_base36(self.user_id), int_to_base36(self.topic_id)
        return f"{user}-{topic}-{_signature(user, topic)}"


def _signature(user: str, topic: str) -> str:
    digest = salted_hmac(_REPLY, f"{user}-{topic}", algorithm="sha256").digest()
    return b32encode(digest[:10]).decode().lower()


def reply_address(user_id: int, topic_id: int) -> str:
    """Where this member's replies to the topic go; "" where replies by e-mail are not set up."""
    if not settings.REPLY_ADDRESS:
        return ""
    local, _, domain = settings.REPLY_ADDRESS.rpartition("@")
    return f"{local}+{ReplyToken(user_id, topic_id)}@{domain}"


def read_reply_address(text: str) -> ReplyToken | None:
    """The first reply address of ours in a header or an address; None for none, or a forged one."""
    for user, topic, signature in _TOKEN.findall(text.lower()):
        if constant_time_compare(signature, _signature(user, topic)):
            return ReplyToken(base36_to_int(user), base36_to_int(topic))
    return None
