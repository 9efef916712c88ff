"""What somebody wrote in a reply by e-mail, without what their program quoted or signed."""

import re
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

from mailparser_reply import EmailMessage as ParsedMessage
from mailparser_reply.constants import MAIL_LANGUAGES, QUOTED_MATCH_INCLUDE

# What the library lacks: the phrases of Gmail, Apple Mail, Outlook and Yahoo in Indonesian. The
# English ones are here again with bounds, since the library's take a minute over a hostile line;
# and closings such as "Thanks," are no signatures: what follows them may be the question.
_WHO_AND_WHEN = r"[^\n]{0,200}(?:\n[^\n]{0,200}){0,2}?\s?"
_WROTE = rf"(?:Pada|Tanggal|Hari|On)\b{_WHO_AND_WHEN}(?:telah menulis|menulis|wrote)(?: pesan)?\s?:"
_FIELDS = "Dikirim|Kepada|Untuk|Ke|Subjek|Subyek|Perihal|Judul|Tanggal|Tgl|Sent|To|Subject|Date|Cc"
_DEVICES = (
    "my|iPhone|iPad|HP|ponsel|perangkat|Yahoo|Outlook|Gmail|Mail|Samsung|Galaxy|Android|Xiaomi|"
    "Redmi|OPPO|vivo|realme|Windows|BlackBerry|aplikasi"
)
_NEVER = "(?!)"
MAIL_LANGUAGES["id"] = {
    "wrote_header": rf"^({QUOTED_MATCH_INCLUDE}{_WROTE})$",
    # A block of fields that begins with the sender; fields alone may be what somebody asks for.
    "from_header": (
        rf"^({QUOTED_MATCH_INCLUDE}[* ]*(?:Dari|From)[ *]*:[^\n]*"
        rf"(?:\n{QUOTED_MATCH_INCLUDE}[* ]*(?:{_FIELDS})[ *]*:[^\n]*)+)"
    ),
    "disclaimers": [_NEVER],
    "signatures": [_NEVER],
    "sent_from": (
        rf"(?:Dikirim dari|Terkirim dari|Sent from) (?:{_DEVICES})\b|"
        "Dapatkan Outlook untuk|Get Outlook for"
    ),
}
# Longer than any reply that can be posted, with what it quotes.
_MOST_CHARACTERS = 60_000

# Lines that only separate what follows from the reply.
_SEPARATORS = re.compile(
    r"^(?:-{2,} ?(?:Pesan (?:Asli|asli|terusan)|Original Message|Forwarded message)[^\n]*|_{20,})$",
    re.MULTILINE,
)
_BLANK_LINES = re.compile(r"\n{3,}")
_HIDDEN = frozenset({"script", "style", "head", "title", "blockquote"})
_BREAKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table"})


def reply_text(message: EmailMessage) -> str:
    """The text of the reply; "" where there is none of its own."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = _content(part)
    if part.get_content_subtype() == "html":
        text = _without_tags(text)
    return without_quotes(text)


def without_quotes(text: str) -> str:
    """The reply alone: what stands above the quoted letter and the signature."""
    text = text[:_MOST_CHARACTERS].replace("\u00a0", " ")
    before = _SEPARATORS.split(_spaced(text), maxsplit=1)[0]
    parsed = ParsedMessage(before, ["id"], include_english=False, keep_hyphen_lists=True).read()
    own = [line for line in parsed.replies[0].body.splitlines() if not line.startswith(">")]
    return _spaced("\n".join(own))


def _spaced(text: str) -> str:
    """Without more than one empty line in a row: the library's patterns stall at thousands."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return _BLANK_LINES.sub("\n\n", lines).strip()


def _content(part: MIMEPart) -> str:
    """The text in whatever character set the message claims; what cannot be read is replaced."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


class _Text(HTMLParser):
    """The words of an HTML letter, line by line, without what it quotes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.hidden += 1
        elif tag in _BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden = max(0, self.hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(" ".join(data.split()) if data.strip() else " ")


def _without_tags(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.words)
