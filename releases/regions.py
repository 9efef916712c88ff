"""The regions a release can be about. "" is the whole of Lampung: the province and its parts."""

from django.utils.translation import gettext as _

from textmatch import region_names

PROVINCE = "1800"


def choices() -> list[tuple[str, str]]:
    """BPS codes and names; the province by itself is told from its parts."""
    return [(code, name_of(code)) for code in region_names()]


def name_of(code: str) -> str:
    """The region's name; "" for a code that is none."""
    name = region_names().get(code, "")
    return _("%(name)s Province") % {"name": name} if code == PROVINCE else name


def known(code: str) -> bool:
    """Whether this is a region's code."""
    return code in region_names()
