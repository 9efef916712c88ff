"""Exported WhatsApp chats: the messages in them, and the questions with the office's replies."""

import re
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

_INVISIBLE = dict.fromkeys(
    [0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF], None
)
_BLANK = "[ \u00a0\u202f]"
_HEADER = re.compile(
    rf"^\[?(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d{{2}}),?{_BLANK}+"
    rf"(\d{{1,2}})[.:](\d{{2}})(?:[.:](\d{{2}}))?(?:{_BLANK}?([AaPp])\.?[Mm]\.?)?"
    r"(?:\]| -)[ \u00a0](.*)$",
    re.DOTALL,
)
# A chat begins with a header; a few lines of another message may stand before one that was cut.
_FOREIGN_LINES = 200
_LONGEST = 5_000
# The sender stands before the text.
_HELD = _LONGEST + 200

# Lines that stand for a file: "IMG-1.jpg (file terlampir)", "<Media omitted>", "image omitted",
# and on iOS "Tabel.pdf • 3 halaman" before either.
_MEDIA = re.compile(
    r"""^(?:
        <[^<>\n]{1,60}[ ](?:tidak[ ]disertakan|dihilangkan|omitted)>
      | [^\n]{1,255}[ ]\((?:file[ ](?:terlampir|attached)|berkas[ ]terlampir)\)
      | (?:[^\n]{1,255}[ ]•[ ][^\n]{0,30}?[ ]?)?(?:
            <(?:terlampir|attached):[ ][^<>\n]{1,255}>
          | (?:(?:gambar|foto|video|audio|stiker|dokumen|GIF)[ ](?:dihilangkan|tidak[ ]disertakan)
            | (?:image|photo|video|audio|sticker|document|GIF)[ ]omitted))
    )[ ]*$
    | [ ]<(?:terlampir|attached):[ ][^<>\n]{1,255}>[ ]*$""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_EDITED = re.compile(r"<(?:Pesan ini diedit|This message was edited)>\s*\Z", re.IGNORECASE)
# What WhatsApp itself writes in a sender's name.
_NOTICE = re.compile(
    r"""(?:
        Pesan[ ]ini[ ](?:telah[ ])?dihapus(?:[ ]oleh[ ]admin\b.*)?
      | Anda[ ](?:telah[ ])?menghapus[ ]pesan[ ]ini
      | This[ ]message[ ]was[ ]deleted(?:[ ]by[ ]admin\b.*)?
      | You[ ]deleted[ ]this[ ]message(?:[ ]as[ ]admin)?
      | Panggilan[ ](?:suara|video)(?:[ ](?:grup[ ])?tak[ ]terjawab)?
        (?:[ ]pada|,)?(?:[ ](?:\d.*|tidak[ ]dijawab))?
      | (?:Missed[ ])?(?:group[ ])?(?:voice|video)[ ]call
        (?:[ ]at|,)?(?:[ ](?:\d.*|no[ ]answer))?
      | Pesan[ ]tidak[ ]didukung
      | (?:This[ ])?Message[ ](?:is[ ])?not[ ]supported
      | Pesan[ ]dan[ ]panggilan[ ]dienkripsi\b.*
      | Messages[ ]and[ ]calls[ ]are[ ]end-to-end[ ]encrypted\b.*
    )\.?""",
    re.IGNORECASE | re.VERBOSE,
)

_PAUSE = timedelta(minutes=15)
_PATIENCE = timedelta(days=14)
_MOST_OPEN = 200
# A letter typed twice counts once: "haloo", "okee".
_GREETING_WORDS = """
halo hai hi helo hey asalamualaikum asalamu alaikum as waalaikumsalam waalaikum wa alaikumsalam
salam sejahtera wr wb warahmatulahi wabarakatuh permisi punten misi maf selamat slmt met pagi siang
sore malam malem terima trima kasih ksih terimakasih trimakasih makasih makasi mksh mkasih trims
tks thanks thank you thx banyak bnyk atas infonya informasinya bantuanya ok oke okay okey baik
baiklah siap sip noted sama kak kakak ka min admin pak bapak bu ibu mas mba mbak bang gan ya
"""
_GREETINGS = frozenset(_GREETING_WORDS.split())


class NotAChatError(ValueError):
    """The lines are no exported WhatsApp chat, or one too damaged to be read."""


@dataclass(frozen=True, slots=True)
class Message:
    """What one sender wrote, at the local time of the phone that exported the chat."""

    at: datetime
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and the office's reply; None and "" when none came in time."""

    asked_at: datetime
    asker: str
    question: str
    replied_at: datetime | None
    reply: str


def date_order(lines: Iterable[str]) -> str:
    """The order of the dates in a chat, "dmy" or "mdy"; "dmy" when every day could be a month.

    Raises NotAChatError when the lines are of both orders.
    """
    orders = set()
    for line in lines:
        found = _HEADER.match(line.translate(_INVISIBLE).rstrip("\r\n"))
        readings = {order for order in ("dmy", "mdy") if found and _moment(found, order)}
        if len(readings) == 1:
            orders |= readings
        if len(orders) > 1:
            raise NotAChatError("dates in two orders")
    return orders.pop() if orders else "dmy"


def read(lines: Iterable[str], order: str = "dmy") -> Iterator[Message]:
    """The text messages of a chat one by one, without media, deleted messages, calls and notices;
    a text longer than 5,000 characters is cut off. `order` is what `date_order` says.

    Raises NotAChatError while iterating: when nothing of the first 200 lines begins a message, or
    at the end when there was no text message.
    """
    empty = True
    for at, entry in _entries(lines, order):
        sender, colon, text = entry.partition(": ")
        text = _own_words(text)
        if colon and sender.strip() and "\n" not in sender and text:
            empty = False
            yield Message(at, sender.strip(), text)
    if empty:
        raise NotAChatError("no message")


def senders(messages: Iterable[Message]) -> Counter[str]:
    """How many messages each sender wrote."""
    return Counter(message.sender for message in messages)


def exchanges(messages: Iterable[Message], officers: Collection[str]) -> Iterator[Exchange]:
    """The questions in a chat, each with the reply of the senders who are `officers`.

    Messages that follow each other within 15 minutes are one question, or one reply; a reply
    answers every open question. A question is given up after 14 days, or when 200 newer ones are
    open. Greetings and thanks alone are neither question nor reply, and interrupt nothing.
    """
    open_questions: deque[Exchange] = deque()
    for turn in _turns(messages, frozenset(officers)):
        while open_questions and turn.at - open_questions[0].asked_at > _PATIENCE:
            yield open_questions.popleft()
        if turn.sender:
            if len(open_questions) == _MOST_OPEN:
                yield open_questions.popleft()
            open_questions.append(Exchange(turn.at, turn.sender, turn.text, None, ""))
        else:
            for question in open_questions:
                yield replace(question, replied_at=turn.at, reply=turn.text)
            open_questions.clear()
    yield from open_questions


def _entries(lines: Iterable[str], order: str) -> Iterator[tuple[datetime, str]]:
    """Each header's moment and what stands from there to the next header."""
    at, entry, foreign = None, "", 0
    for raw in lines:
        line = raw.translate(_INVISIBLE).rstrip("\r\n")
        header = _HEADER.match(line)
        moment = _moment(header, order) if header else None
        if header and moment:
            if at:
                yield at, entry
            at, entry = moment, header[8][:_HELD]
        elif at and len(entry) < _HELD:
            entry = f"{entry}\n{line}"[:_HELD]
        elif not at and line.strip():
            foreign += 1
            if foreign == _FOREIGN_LINES:
                raise NotAChatError("no header")
    if at:
        yield at, entry


def _moment(header: re.Match[str], order: str) -> datetime | None:
    """When a header says that it was; None for a moment that never was."""
    first, second, year, hour, minute = (int(header[group]) for group in range(1, 6))
    day, month = (first, second) if order == "dmy" else (second, first)
    half = (header[7] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime(
            year + 2000 if year < 100 else year, month, day, hour, minute, int(header[6] or 0)
        )
    except ValueError:
        return None


def _own_words(text: str) -> str:
    """What the sender typed of a message's text; "" when that is nothing."""
    text = _MEDIA.sub("", _EDITED.sub("", text[:_LONGEST])).strip()
    return "" if _NOTICE.fullmatch(text) else text


def _turns(messages: Iterable[Message], officers: frozenset[str]) -> Iterator[Message]:
    """The messages with those that belong together joined; the office's have no sender."""
    turn, latest = None, datetime.min
    for message in messages:
        if _is_greeting(message.text):
            continue
        sender = "" if message.sender in officers else message.sender
        if turn and turn.sender == sender and message.at - latest <= _PAUSE:
            turn = replace(turn, text=f"{turn.text}\n{message.text}"[:_LONGEST])
        else:
            if turn:
                yield turn
            turn = Message(message.at, sender, message.text)
        latest = message.at
    if turn:
        yield turn


def _is_greeting(text: str) -> bool:
    """Whether a text says nothing but hello, thanks or all right; a smiley says no more."""
    words = re.findall(r"\w+", re.sub(r"(\w)\1+", r"\1", text.casefold()))
    return all(word in _GREETINGS for word in words)
