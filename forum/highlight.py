"""The piece of a text in which a search found its words, with those words marked."""

import re
from collections.abc import Collection

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from textmatch import analyse, is_joined

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_AROUND = 110
_READ = 4_000
# The longest name of a region or indicator that the analyser takes for one term.
_LONGEST_PHRASE = 4


def highlight(text: str, terms: Collection[str], *, whole: bool = False) -> SafeString:
    """The text around the first of the analysed `terms`, or the whole of it, escaped, each found
    word in <mark>."""
    text = text[:_READ]
    spans = _spans(text, frozenset(terms))
    start, end = (0, len(text)) if whole else _window(text, spans)
    pieces = ["" if start == 0 else "… "]
    at = start
    for begin, stop in spans:
        if begin >= at and stop <= end:
            pieces += [escape(text[at:begin]), format_html("<mark>{}</mark>", text[begin:stop])]
            at = stop
    pieces += [escape(text[at:end]), "" if end == len(text) else " …"]
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


def _spans(text: str, terms: frozenset[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the text, in order; the longest phrase wins."""
    words = list(_WORD.finditer(text))
    longest = _LONGEST_PHRASE if any(map(is_joined, terms)) else 1
    spans = []
    at = 0
    while at < len(words):
        for length in range(longest, 0, -1):
            phrase = words[at : at + length]
            if len(phrase) == length and _says([word.group() for word in phrase], terms):
                spans.append((phrase[0].start(), phrase[-1].end()))
                at += length
                break
        else:
            at += 1
    return spans


def _says(phrase: list[str], terms: frozenset[str]) -> bool:
    """Whether the phrase is one of the terms, no word of it being idle."""
    said = analyse(" ".join(phrase)).terms
    return len(said) == 1 and said[0] in terms and all(analyse(word).terms for word in phrase)


def _window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """Start and end of the piece to show, at the edges of words."""
    middle = spans[0][0] if spans else 0
    start = max(0, middle - _AROUND // 2)
    end = min(len(text), start + 2 * _AROUND)
    if start:
        start = text.find(" ", start, middle) + 1 or start
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[middle:end] else end
    return start, end
