"""Whether the source links of answers still lead somewhere: asked slowly, and only when the
administrator wants it."""

import http.client
import time
from collections.abc import Iterator
from itertools import groupby
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from autoreply.models import Answer
from pages import moment

_AGENT = "TanyaData (link check)"
_SECONDS = 10
# Servers that do not know HEAD say so with these.
_NO_HEAD = (403, 405, 501)


def check(pause: float) -> Iterator[tuple[Answer, str]]:
    """Ask for each answer's source link, with `pause` seconds between two questions to one site,
    and store what came of it. Yields each answer with what is wrong, "" when nothing is."""
    answers = Answer.objects.published().exclude(source_url="")
    rows = sorted(answers, key=lambda answer: (_site(answer), answer.pk))
    for _site_name, of_site in groupby(rows, key=_site):
        for number, answer in enumerate(of_site):
            if number:
                time.sleep(pause)
            failure = failure_of(answer.source_url)
            # Not through save(): whether a link works is no change of the answer.
            Answer.objects.filter(pk=answer.pk).update(
                link_checked_at=moment.now(), link_failure=failure
            )
            yield answer, failure


def failure_of(url: str) -> str:
    """What is wrong with an address, in a few words; "" when it answers."""
    failure = _ask(url, "HEAD")
    if failure in {str(code) for code in _NO_HEAD}:
        return _ask(url, "GET")
    return failure


def _ask(url: str, method: str) -> str:
    request = Request(url, method=method, headers={"User-Agent": _AGENT})  # noqa: S310 - http(s) by the model's validator
    try:
        with urlopen(request, timeout=_SECONDS):  # noqa: S310
            return ""
    except HTTPError as error:
        return str(error.code)
    except (URLError, OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        return str(reason)[:120] or type(error).__name__


def _site(answer: Answer) -> str:
    return urlsplit(answer.source_url).netloc
