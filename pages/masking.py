"""Personal data in text that Indonesians typed: hidden, or replaced by a keyed pseudonym."""

import hashlib
import hmac
import re
from collections.abc import Iterable

_BLANK = "[ \u00a0]"
_DASH = "[-\u2010-\u2013]"
# What stands between two digits of one number: nothing, a dot, a blank, a dash with or without
# blanks. A dot with a blank ends a sentence.
_GAP = rf"\)?(?:[.\u00a0 ]|{_BLANK}?{_DASH}{_BLANK}?)?"

# 1.234.567
_FIGURE = r"\d{1,3}(?:\.\d{3}){1,9}(?!\d)"
_YEAR = r"(?:19|20)\d\d"
# 1801: a regency as the statistics office writes it, province first.
_REGENCY = r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])[0-7]\d"
_CODE = rf"(?:{_YEAR}|{_REGENCY})"
_NO_MONEY = r"(?<!rp)(?<!rp )(?<!rp\. )"

# Pairs of digits, because people group a NIK as 6-6-4, 4-4-4-4 or 2-2-2-6-4, and figures never
# so. What is even as well are rows of years, regency codes, dates, times and decimals.
_NIK = (
    rf"{_NO_MONEY}(?<!\+)(?!20\d\d\D)(?!(?:{_CODE}{_GAP}){{3}}{_CODE}(?!\d))"
    rf"(?!\d\d[.-]\d\d(?:[.-]{_YEAR})?(?![\d.-]))"
    rf"[1-9]\d(?:{_GAP}\d\d){{7}}(?!\d)"
)

# The first three digits stand together: 08.00-15.30 are opening hours, 02-03-2023 is a date.
_DOMESTIC = r"00?[1-9]\d"
_ABROAD = r"62(?:\)?[ -]{0,2}8\d\d|-?[2-9]\d\d)"
# Where the next number begins, or a figure, or a lone digit, the one before has ended.
_ANOTHER = rf"(?<!\d)(?:\d(?!\d)|{_FIGURE}|(?:{_DOMESTIC}|{_ABROAD})(?:{_GAP}\d){{5}})"
_PHONE = (
    rf"{_NO_MONEY}(?:@\+?(?=\d{{8}})"
    rf"|(?:\((?=\+?\d{{2,5}}\)))?(?:\+(?=62|(?!{_FIGURE})\d)|(?={_DOMESTIC}|{_ABROAD})))"
    rf"\d(?:{_GAP}\(?\d){{7}}(?:{_GAP}(?!{_ANOTHER})\d){{0,3}}"
    # No number of eleven digits goes on with a group of four: that is the year behind it.
    rf"(?:{_GAP}(?!{_ANOTHER}|(?<!\d){_YEAR}(?!\d))\d){{0,4}}(?!\d)"
)

# Any other number is stepped over whole, lest a phone number be seen in the middle of it. Every
# part is bounded or possessive: the time grows with the text alone.
_NUMBERS = re.compile(
    rf"(?P<nik>{_NIK})|(?P<phone>{_PHONE})|\d++(?:[.,-]\d{{1,4}}(?!\d))*+", re.IGNORECASE
)
_EMAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]++@(?:[\w-]++\.)+[^\W\d_]{2,}+")
# A name follows: words with a capital, four at most.
_INTRODUCED = re.compile(
    r"((?i:\b(?:nama\s+saya|saya\s+bernama|atas\s+nama|a\.n\.|bapak|ibu|pak|bu|sdr\.?|sdri\.?))"
    r"\s*:?\s+)[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,3}"
)
# What goes on with a capital behind a name is the rest of it.
_REPEATED = re.compile(r"\[nama\](?:[ \u00a0]+(?:\[nama\]|[A-Z][a-z'-]+))+")
# Shorter words of a name are words of the language as well.
_SHORTEST = 3
_LIKE_A_PHONE = re.compile(r"[\d\s+().\u200b-\u200f\u2010-\u2013\u202a-\u202e\u2066-\u2069-]+")
_FEWEST_DIGITS = 8


def mask(text: str) -> str:
    """The text with "[surel]" for each e-mail address, "[NIK]" for each identity number (16
    digits) and "[nomor telepon]" for each phone number or mention of one; figures, years, dates
    and codes stay."""
    return _NUMBERS.sub(_replacement, _EMAIL.sub("[surel]", text))


def mask_names(text: str, names: Iterable[str]) -> str:
    """The text with "[nama]" for each of these people, by their whole name or any word of it, and
    for whoever is introduced by words such as "nama saya" or "Bapak"."""
    words = {word for name in names for word in [name, *name.split()] if len(word) >= _SHORTEST}
    if words:
        longest_first = sorted(words, key=len, reverse=True)
        known = "|".join(re.escape(word) for word in longest_first)
        text = re.sub(rf"(?<!\w)(?:{known})(?!\w)", "[nama]", text, flags=re.IGNORECASE)
    return _REPEATED.sub("[nama]", _INTRODUCED.sub(r"\1[nama]", text))


def pseudonym(name: str, key: bytes) -> str:
    """Twelve hexadecimal digits that stand for the name: the same for the same key, whatever the
    case and blanks of the name, or the separators of a phone number; not to be reversed without
    the key."""
    plain = " ".join(name.casefold().split())
    digits = re.sub(r"\D", "", name)
    if len(digits) >= _FEWEST_DIGITS and _LIKE_A_PHONE.fullmatch(name):
        plain = digits
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()[:12]


def _replacement(match: re.Match[str]) -> str:
    if match["nik"]:
        return "[NIK]"
    return "[nomor telepon]" if match["phone"] else match[0]
