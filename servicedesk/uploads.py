"""Files from outside: told by what is in them, never by their name; images are drawn anew, which
strips what cameras write into them (place, time, owner)."""

import csv
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import TypeVar
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from accounts.models import User
from servicedesk.models import Policy
from servicedesk.models.attachment import NAME_LENGTH, StoredFile
from servicedesk.models.policy import FILE_TYPES

F = TypeVar("F", bound=StoredFile)

_IMAGES = {"JPEG": FILE_TYPES["jpg"], "PNG": FILE_TYPES["png"], "WEBP": FILE_TYPES["webp"]}
_MOST_PIXELS = 40_000_000
_WIDEST = 2_400
_THUMBNAIL = (480, 360)
_OFFICE = {"xl/workbook.xml": FILE_TYPES["xlsx"], "word/document.xml": FILE_TYPES["docx"]}
_CSV_LOOKED_AT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: its bytes as they will be stored, and its thumbnail, if an image."""

    name: str
    content_type: str
    content: bytes
    thumbnail: bytes = b""


def check(file: UploadedFile, policy: Policy) -> Checked:
    """Raises ValidationError, in the reader's language, for a file the house rules do not take."""
    name = PurePath((file.name or "berkas").replace("\\", "/")).name[-NAME_LENGTH:]
    if (file.size or 0) > policy.attachment_megabytes * 1024 * 1024:
        most = filesizeformat(policy.attachment_megabytes * 1024 * 1024)
        raise ValidationError(_("%(name)s is larger than %(most)s.") % {"name": name, "most": most})
    content = file.read()
    checked = _image(name, content) or _document(name, content)
    if checked is None or not policy.takes(checked.content_type):
        types = ", ".join(policy.attachment_types.split())
        raise ValidationError(
            _("%(name)s is of no type we take: %(types)s.") % {"name": name, "types": types}
        )
    return checked


def store(checked: Checked, uploader: User, table: type[F]) -> F:
    """Keep the file in this table; it belongs to no text yet."""
    row = table(
        uploader=uploader,
        name=checked.name,
        content_type=checked.content_type,
        size=len(checked.content),
    )
    row.file.save(checked.name, ContentFile(checked.content), save=False)
    if checked.thumbnail:
        row.thumbnail.save(checked.name, ContentFile(checked.thumbnail), save=False)
    row.save()
    return row


def _image(name: str, content: bytes) -> Checked | None:
    """The picture drawn anew without any metadata; None when it is no picture."""
    try:
        with Image.open(BytesIO(content), formats=tuple(_IMAGES)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ValidationError(_("%(name)s has too many pixels.") % {"name": name})
            form = opened.format or "PNG"
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGB" if form == "JPEG" else "RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        return None
    # A new image holds the pixels and nothing else.
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    bare.thumbnail((_WIDEST, _WIDEST))
    small = bare.copy()
    small.thumbnail(_THUMBNAIL)
    return Checked(name, _IMAGES[form], _encoded(bare, form), _encoded(small, "WEBP"))


def _encoded(picture: Image.Image, form: str) -> bytes:
    target = BytesIO()
    picture.save(target, form, quality=85, optimize=True)
    return target.getvalue()


def _document(name: str, content: bytes) -> Checked | None:
    if content.startswith(b"%PDF-"):
        return Checked(name, FILE_TYPES["pdf"], content)
    office = _office_type(content)
    if office:
        return Checked(name, office, content)
    return Checked(name, FILE_TYPES["csv"], content) if _is_csv(content) else None


def _office_type(content: bytes) -> str:
    """The type of a workbook or document without macros; "" for anything else."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = set(archive.namelist())
    except (BadZipFile, ValueError, OSError):
        return ""
    if any(member.endswith("vbaProject.bin") for member in members):
        return ""
    return next((kind for part, kind in _OFFICE.items() if part in members), "")


def _is_csv(content: bytes) -> bool:
    """Text in rows of at least two columns."""
    try:
        text = content.decode("utf-8-sig")
        csv.Sniffer().sniff(text[:_CSV_LOOKED_AT], delimiters=",;\t|")
    except (UnicodeDecodeError, csv.Error):
        return False
    return "\0" not in text and not text.lstrip().startswith("<")
