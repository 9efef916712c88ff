"""One message to one browser, by the Web Push protocol (RFC 8030, 8291, 8292).

Members name the address we send to, so it is a stranger's: only the hosts of known push services
are spoken to, by https (but for `DEBUG`), without redirects and with short waits, and nothing of
the answer is read but its status.
"""

from base64 import urlsafe_b64encode
from time import time
from urllib.parse import urlsplit

import urllib3
from django.conf import settings

from notifications.models import PushSubscription

try:
    from py_vapid import Vapid02, VapidException
    from pywebpush import WebPusher
except ImportError:  # the extra `push` is not installed
    Vapid02 = VapidException = WebPusher = None

_TIMEOUT = urllib3.Timeout(connect=2, read=3)
_CLAIM_SECONDS = 12 * 3600


class ForbiddenAddressError(Exception):
    """The address is not of a push service that we know."""


def is_installed() -> bool:
    return WebPusher is not None


def is_on() -> bool:
    """Whether this site pushes: it has keys, and the package."""
    return is_installed() and bool(settings.VAPID_PRIVATE_KEY and settings.VAPID_PUBLIC_KEY)


def make_keys() -> tuple[str, str]:
    """A new pair, private and public, as the settings want them."""
    vapid = Vapid02()
    vapid.generate_keys()
    secret: int = vapid.private_key.private_numbers().private_value
    return _base64url(secret.to_bytes(32, "big")), _public_of(vapid)


def is_pair(private: str, public: str) -> bool:
    try:
        return _public_of(Vapid02.from_string(private)) == public
    except (ValueError, TypeError, VapidException):
        return False


def _public_of(vapid: "Vapid02") -> str:
    point = vapid.public_key.public_numbers()
    return _base64url(b"\x04" + point.x.to_bytes(32, "big") + point.y.to_bytes(32, "big"))


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def refuse_strange(endpoint: str) -> None:
    """Raises ForbiddenAddressError for an address that is not of a push service in PUSH_HOSTS."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        raise ForbiddenAddressError from None
    is_plain = not (parts.username or parts.password or parts.fragment) and endpoint.isascii()
    is_known = parts.scheme == "https" and port in (None, 443) and _is_known(parts.hostname or "")
    is_allowed = is_known or (settings.DEBUG and parts.scheme in ("https", "http"))
    if not (parts.hostname and is_plain and is_allowed):
        raise ForbiddenAddressError


def _is_known(host: str) -> bool:
    return any(f".{host}".endswith(f".{known}") for known in settings.PUSH_HOSTS)


def send(subscription: PushSubscription, message: bytes, seconds: int) -> int:
    """Hand the message to the browser's push service, which keeps it for so many seconds. Returns
    the status of the answer.

    Raises ForbiddenAddressError, OSError where the service cannot be reached, ValueError for keys
    that are none.
    """
    refuse_strange(subscription.endpoint)
    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    info = {"endpoint": subscription.endpoint, "keys": keys}
    headers = _signature(subscription.endpoint) | {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(seconds),
    }
    return _post(subscription.endpoint, WebPusher(info).encode(message)["body"], headers)


def _signature(endpoint: str) -> dict[str, str]:
    """Who we are, signed for this one push service."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time()) + _CLAIM_SECONDS,
        "sub": settings.VAPID_SUBJECT,
    }
    signed: dict[str, str] = Vapid02.from_string(settings.VAPID_PRIVATE_KEY).sign(claims)
    return signed


def _post(endpoint: str, body: bytes, headers: dict[str, str]) -> int:
    pools = urllib3.PoolManager(timeout=_TIMEOUT, retries=False)
    try:
        with pools.request(
            "POST", endpoint, body=body, headers=headers, redirect=False, preload_content=False
        ) as answer:
            return answer.status
    except urllib3.exceptions.HTTPError as error:
        raise OSError(type(error).__name__) from error
    finally:
        pools.clear()
