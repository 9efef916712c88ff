"""One message to one browser, by the Web Push protocol (RFC 8030, 8291, 8292).

Members name the address we send to, so it is a stranger's: https only, public addresses only (but
for `DEBUG`), no redirects, short waits, and nothing of the answer is read but its status.
"""

import ipaddress
import socket
from base64 import urlsafe_b64encode
from time import time
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection

from notifications.models import PushSubscription

try:
    from py_vapid import Vapid02, VapidException
    from pywebpush import WebPusher
except ImportError:  # the extra `push` is not installed
    Vapid02 = VapidException = WebPusher = None

_TIMEOUT = urllib3.Timeout(connect=2, read=3)
_CLAIM_SECONDS = 12 * 3600


class ForbiddenAddressError(Exception):
    """The address leads into a private network, or is none that we send to."""


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
    """Raises ForbiddenAddressError for an address that no push service has. Names are looked up
    only when something is sent, so that no page waits for a stranger's name server."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        raise ForbiddenAddressError from None
    is_plain = not (parts.username or parts.password or parts.fragment) and endpoint.isascii()
    is_open = settings.DEBUG or (parts.scheme == "https" and port in (None, 443))
    if not (parts.hostname and is_plain and is_open and parts.scheme in ("https", "http")):
        raise ForbiddenAddressError
    if _is_address(parts.hostname):
        _refuse_private(parts.hostname)


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
    pools.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
    try:
        with pools.request(
            "POST", endpoint, body=body, headers=headers, redirect=False, preload_content=False
        ) as answer:
            return answer.status
    except urllib3.exceptions.HTTPError as error:
        raise OSError(type(error).__name__) from error
    finally:
        pools.clear()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _refuse_private(address: str) -> None:
    if not settings.DEBUG and not _is_public(ipaddress.ip_address(address.partition("%")[0])):
        raise ForbiddenAddressError


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or address
    return inner.is_global and not inner.is_multicast


class _Guarded(HTTPConnection):
    """Looks the name up once, refuses it where any of its addresses is private, and asks the
    connection itself whom it reached: a name that changes meanwhile gains nothing."""

    def _new_conn(self) -> socket.socket:
        found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        for *_rest, address in found:
            _refuse_private(str(address[0]))
        reached = super()._new_conn()
        try:
            _refuse_private(str(reached.getpeername()[0]))
        except ForbiddenAddressError:
            reached.close()
            raise
        return reached


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


class _HTTPPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Guarded


class _HTTPSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS
