"""The exported chat itself. It lies on disk, where nobody is served it, until it has been read."""

import os
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from autoreply import whatsapp
from autoreply.models import History
from pages import masking, moment

MOST_BYTES = 20 * 1024 * 1024
_PIECE = 64 * 1024
# A line that is longer is read in pieces, so that no line fills the memory.
_LONGEST_LINE = 10_000
_DAY = 24 * 3600
_ARCHIVE = b"PK\x03\x04"
# What telephones write. The others do not bound how much a piece unpacks to.
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# A RuntimeError stands for a password, the last two for numbers and names that cannot be.
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    struct.error,
    ValueError,
)


class UnusableError(ValueError):
    """The file is no chat that can be read; the text says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a chat that was kept: its file's name, the order of its dates, how many
    lines it has, and the days of its first and last message."""

    file: str
    order: str
    lines: int
    first: date
    last: date


def keep(upload: UploadedFile) -> Survey:
    """Store the chat of an upload, which is text or an archive with one text.

    Raises UnusableError, and then nothing is left of it.
    """
    folder = Path(settings.MEDIA_ROOT) / "histories"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{uuid4()}.txt"
    try:
        _write(upload, path)
        return _survey(path.name)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def lines(file: str) -> Iterator[str]:
    """The lines of a chat that was kept, with the ends they have."""
    with _path(file).open(encoding="utf-8") as text:
        while line := text.readline(_LONGEST_LINE):
            yield line.replace("\0", "")  # which PostgreSQL does not take


def senders(history: History) -> Counter[str]:
    """How many messages each sender of a chat wrote. Raises FileNotFoundError once it is gone."""
    known = history.statistic
    return whatsapp.senders(whatsapp.read(lines(known["file"]), known["order"]))


def delete(history: History) -> None:
    """Delete the chat of a history; a second time changes nothing."""
    if file := history.statistic.get("file"):
        _path(file).unlink(missing_ok=True)


def sweep(used: Collection[str]) -> int:
    """Delete the chats that are a day old and not `used`; how many they were."""
    latest = moment.now().timestamp() - _DAY
    stray = [
        path
        for path in _path("").glob("*.txt")
        if path.name not in used and path.stat().st_mtime < latest
    ]
    for path in stray:
        path.unlink(missing_ok=True)
    return len(stray)


def pseudonym(sender: str) -> str:
    """What stands for a sender's name in a row."""
    key = salted_hmac("autoreply.history", "", algorithm="sha256").digest()
    return masking.pseudonym(sender, key)


def _path(file: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "histories" / file


def _write(upload: UploadedFile, path: Path) -> None:
    """The chat of an upload, readable by this site's own user only."""
    if (upload.size or 0) > MOST_BYTES:
        raise _too_large()
    written = 0
    with (
        _text_of(upload) as text,
        os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept,
    ):
        while piece := text.read(_PIECE):
            written += len(piece)
            if written > MOST_BYTES:
                raise _too_large()
            kept.write(piece)


@contextmanager
def _text_of(upload: UploadedFile) -> Iterator[IO[bytes]]:
    """The bytes of the chat, unpacked piece by piece where they are packed."""
    upload.seek(0)
    is_archive = upload.read(len(_ARCHIVE)) == _ARCHIVE
    upload.seek(0)
    if not is_archive:
        source: Any = upload
        yield source
        return
    try:
        # In memory, where nothing but the archive can be the cause of an error.
        packed = BytesIO(upload.read())
        with zipfile.ZipFile(packed) as archive, archive.open(_only_text(archive)) as text:
            yield text
    except UnusableError:
        raise
    except _BROKEN_ARCHIVE as error:
        raise UnusableError(_("This archive cannot be unpacked.")) from error


def _only_text(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    found = [
        entry
        for entry in archive.infolist()
        if entry.filename.lower().endswith(".txt") and not entry.filename.startswith("__MACOSX/")
    ]
    if len(found) != 1 or found[0].compress_type not in _COMPRESSIONS:
        raise UnusableError(_("The archive must hold exactly one chat, a file ending in .txt."))
    if found[0].file_size > MOST_BYTES:
        raise _too_large()
    return found[0]


def _too_large() -> UnusableError:
    return UnusableError(
        _("The chat is larger than %(most)s. Please export a shorter period.")
        % {"most": filesizeformat(MOST_BYTES)}
    )


def _survey(file: str) -> Survey:
    try:
        order = whatsapp.date_order(lines(file))
        people: set[str] = set()
        days: set[date] = set()
        for message in whatsapp.read(lines(file), order):
            people.add(message.sender)
            days.add(message.at.date())
    except whatsapp.NotAChatError as error:
        raise UnusableError(_("This is no exported WhatsApp chat, or it is damaged.")) from error
    except UnicodeDecodeError as error:
        raise UnusableError(
            _("This file is not UTF-8 text. Please upload it just as WhatsApp exported it.")
        ) from error
    if len({pseudonym(name) for name in people}) < 2:
        raise UnusableError(_("Only one person wrote in this chat: nothing was asked and replied."))
    return Survey(file, order, sum(1 for _line in lines(file)), min(days), max(days))
