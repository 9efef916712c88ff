"""The codes people name their requests by."""

import re
from datetime import datetime
from secrets import choice

# Letters and digits that nobody confuses when reading a code aloud.
_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 6
_CODE = re.compile(rf"[A-Z]+-\d{{4}}-[{_CODE_ALPHABET}]{{{_CODE_LENGTH}}}", re.ASCII)


def new_code(opened_at: datetime) -> str:
    """A ticket code such as "PST-2611-7KQ4TX": the month, then characters nobody can guess.

    30**6 codes a month: a clash is one in 700 million per pair, and the unique column refuses it.
    """
    return f"PST-{opened_at:%y%m}-" + "".join(choice(_CODE_ALPHABET) for _ in range(_CODE_LENGTH))


def typed_code(text: str) -> str:
    """The ticket code that was typed, in whatever case; empty when the text is none."""
    code = text.strip().upper()
    return code if _CODE.fullmatch(code) else ""
