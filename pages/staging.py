"""What a page's reader is shown before it is done, kept by the page itself as a signed text.

The page keeps it because nothing else is shared by every process of every installation: the cache
may be one process's own, and a table or folder of what nobody finished would need sweeping.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from pages.tables import Fault, RefusedError

_HOUR = 3_600
# What a page's form holds besides, at most.
_REST_OF_FORM = 20_000
# Nobody reads through more, and writing more takes longer than a browser waits; commands take any
# number.
_MOST_REVIEWED = 1_000


def sealed(rows: Sequence[Any], owner: int, salt: str) -> str:
    """Rows (of what JSON knows) as a text that only this person can send back. Raises RefusedError
    for more than is reviewed at once, or than a form may send back, a few megabytes of text."""
    too_many = RefusedError(Fault(_("These are too many changes at once. Please split the file.")))
    if len(rows) > _MOST_REVIEWED:
        raise too_many
    text = signing.dumps([owner, list(rows)], salt=salt, compress=True)
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if most is not None and len(text) > most - _REST_OF_FORM:
        raise too_many
    return text


def unsealed(text: str, owner: int, salt: str) -> list[Any]:
    """What was sealed for this person within the last hour. Raises RefusedError for anything
    else."""
    try:
        sealed_for, rows = signing.loads(text, salt=salt, max_age=_HOUR)
    except signing.BadSignature as error:
        message = _("The review is older than an hour. Please send the file again.")
        raise RefusedError(Fault(message)) from error
    if sealed_for != owner:
        raise RefusedError(Fault(_("Somebody else reviewed this. Please send the file again.")))
    return list(rows)
