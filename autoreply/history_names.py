"""The people of an exported chat, hidden in what they wrote."""

import re
from collections.abc import Iterable, Sequence

from pages.masking import mask

# What `mask` put there is no word.
_WORD = re.compile(r"\[(?:NIK|surel|nomor telepon)\]|\w+")
_MARK = re.compile(r"\[(?:NIK|surel|nomor telepon)\]")
# More words of a name are not looked at.
_LONGEST = 6
# Shorter names, such as "Di", are words of every other sentence.
_SHORTEST = 3
# Behind these, part of a name is a name as well.
_CALLS_TEXT = """
bapak pak pa ibu bu kakak kak ka mas mbak mba bang abang sdr sdri saudara saudari nama
"""
_CALLS = frozenset(_CALLS_TEXT.split())


class Names:
    """The names of all senders of a chat."""

    def __init__(self, senders: Iterable[str]) -> None:
        found = (_words(_MARK.sub(" ", mask(sender))) for sender in senders)
        self._whole = {words[:_LONGEST] for words in found if _is_name(words)}
        self._first = {words[0] for words in self._whole}
        self._parts = {word for words in self._whole for word in words if word.isalpha()}

    def hide(self, text: str) -> str:
        """The text without personal data: what `mask` hides, and "[nama]" for each whole name, or
        part of one behind a form of address."""
        text = mask(text)
        places = list(_WORD.finditer(text))
        words = [place[0].casefold() for place in places]
        pieces, written, number = [], 0, 0
        while number < len(words):
            length = self._length(words, number)
            if length:
                pieces += [text[written : places[number].start()], "[nama]"]
                written = places[number + length - 1].end()
            number += length or 1
        return "".join([*pieces, text[written:]])

    def _length(self, words: Sequence[str], start: int) -> int:
        """How many words from there on are a name."""
        if words[start] in self._first:
            for length in range(min(_LONGEST, len(words) - start), 0, -1):
                if tuple(words[start : start + length]) in self._whole:
                    return length
        end = start
        if start and words[start - 1] in _CALLS:
            while end < len(words) and words[end] in self._parts:
                end += 1
        return end - start


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", name.casefold()))


def _is_name(words: Sequence[str]) -> bool:
    """Whether it can be told from any other word: no number, not too short."""
    return len("".join(words)) >= _SHORTEST and any(word.isalpha() for word in words)
