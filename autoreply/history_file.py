"""The exported chat itself. It lies on disk, where nobody is served it, until it has been read."""

import lzma
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO
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
# What telephones write. The others unpack without a bound on how much they give at once.
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError)


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
    """Store the chat of an upload, as text or in an archive, where only this site reads it.

    Raises UnusableError, and then nothing is left of it.
    """
    path = _folder() / f"{uuid4()}.txt"
    try:
        with _text_of(upload) as text:
            _write(text, path)
        return _survey(path)
    except whatsapp.NotAChatError as error:
        raise UnusableError(_("This is no exported WhatsApp chat, or it is damaged.")) from error
    except UnicodeDecodeError as error:
        raise UnusableError(
            _("This file is not UTF-8 text. Please upload it as WhatsApp exported it.")
        ) from error
    finally:
        # What was surveyed is the only thing that stays.
        if not _is_kept(path):
            path.unlink(missing_ok=True)
