"""A polite reader of the BPS WebAPI's lists.

The key is a part of the address. So an address never leaves this module: not in a log line, not in
the message or the cause of an exception.
"""

import json
import logging
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import urllib3

Row = dict[str, Any]

_TIMEOUT = 20
_RETRIES = 3
_BACKOFF = 1.0
_LONGEST_WAIT = 60
_AGAIN = (429, 500, 502, 503, 504)
# Seconds between two requests: two a second.
_PAUSE = 0.5
_LONGEST_MESSAGE = 200


class WebApiError(Exception):
    """The WebAPI gave nothing that can be used; the message says what, and never the key."""


class RefusedKeyError(WebApiError):
    """It answered, and refused: the key or the domain is wrong, or it is out of order."""


class _Addresses(logging.Filter):
    """Keeps urllib3's own lines about retries and requests, which hold whole addresses, out of
    every log."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "/key/" not in record.getMessage()


logging.getLogger("urllib3.connectionpool").addFilter(_Addresses())
logging.getLogger("urllib3.util.retry").addFilter(_Addresses())


class WebApi:
    """One domain's lists, read with one key."""

    def __init__(self, base: str, domain: str, key: str) -> None:
        self._base, self._domain, self._key = base, domain, key
        retries = urllib3.Retry(
            _RETRIES,
            redirect=0,  # a redirection could carry the key elsewhere
            status_forcelist=_AGAIN,
            backoff_factor=_BACKOFF,
            retry_after_max=_LONGEST_WAIT,
            raise_on_redirect=False,
            raise_on_status=False,
        )
        headers = {"User-Agent": "TanyaData", "Accept": "application/json"}
        self._pool = urllib3.PoolManager(headers=headers, timeout=_TIMEOUT, retries=retries)
        self._asked_at = 0.0

    def rows(self, model: str, most_pages: int) -> Iterator[Row]:
        """The rows of a list, page by page; none for an empty one. Raises WebApiError, also after
        some rows."""
        for number in range(1, most_pages + 1):
            pages, rows = _read(self._answer(model, number), self._key)
            yield from rows
            if not rows or number >= pages:
                return

    def _answer(self, model: str, page: int) -> urllib3.BaseHTTPResponse:
        time.sleep(max(0.0, self._asked_at + _PAUSE - time.monotonic()))
        self._asked_at = time.monotonic()
        path = f"list/model/{model}/lang/ind/domain/{quote(self._domain, safe='')}/page/{page}"
        try:
            return self._pool.request(
                "GET", f"{self._base}/{path}/key/{quote(self._key, safe='')}/"
            )
        except urllib3.exceptions.HTTPError as error:
            reason = type(getattr(error, "reason", None) or error).__name__
        # Outside the handler, so that the exception does not hang on one that holds the address.
        raise WebApiError(f"The WebAPI cannot be reached ({reason}).")


def _read(answer: urllib3.BaseHTTPResponse, key: str) -> tuple[int, list[Row]]:
    """The number of pages, and the rows of this one."""
    if answer.status in (401, 403):
        raise RefusedKeyError(f"The WebAPI refused the key (status {answer.status}).")
    if answer.status == 404 and "not-available" in answer.headers.get("data-availability", ""):
        return 0, []
    if answer.status != 200:
        raise WebApiError(f"The WebAPI answered with status {answer.status}.")
    try:
        body = json.loads(answer.data)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise WebApiError("The WebAPI answered with something that is not JSON as documented.")
    return _content(body, key)


def _content(body: dict[str, Any], key: str) -> tuple[int, list[Row]]:
    if body.get("status") != "OK":
        said = str(body.get("message", ""))[:_LONGEST_MESSAGE].replace(key, "…")
        raise RefusedKeyError(f"The WebAPI refused: {said or 'without a reason'}")
    data = body.get("data")
    if body.get("data-availability") != "available" or not data or isinstance(data, str):
        return 0, []
    try:
        paging, rows = data
        return int(paging["pages"]), [_keyless(row, key) for row in rows if isinstance(row, dict)]
    except (TypeError, ValueError, KeyError) as error:
        raise WebApiError("The WebAPI answered with a list of an unknown shape.") from error


def _keyless(row: Row, key: str) -> Row:
    """The row without the values, links for instance, that give the key away."""
    return {name: "" if key in str(value) else value for name, value in row.items()}
