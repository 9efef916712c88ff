"""The codes people name their requests by."""

from datetime import datetime
from secrets import choice

# Letters and digits that nobody confuses when reading a code aloud.
_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 6


def new_code(opened_at: datetime) -> str:
    """A ticket code such as "PST-2611-7KQ4TX": the month, then characters nobody can guess.

    30**6 codes a month: a clash is one in 700 million per pair, and the unique column refuses it.
    """
    return f"PST-{opened_at:%y%m}-" + "".join(choice(_CODE_ALPHABET) for _ in range(_CODE_LENGTH))
