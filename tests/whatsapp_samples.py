"""Invented WhatsApp chats as each phone exports them: the same content in every form."""

from collections.abc import Iterator
from datetime import datetime, timedelta

OFFICE = "PST BPS Lampung"
PHONE = "+62 812-3456-7890"
NAMED = "Daniel Pratama"
FORMS = ("android-id", "android-id-comma", "android-en", "ios-id", "ios-us")
BEGIN = datetime(2023, 11, 14)

# (time, sender or "" for a notice, a key of _WORDS or the text itself)
DAY = (
    ("10.02", "", "notice"),
    ("10.03", "", "joined"),
    ("10.04", PHONE, "Assalamualaikum, permisi kak 🙏"),
    ("10.05", PHONE, "mau nanya dong, data jmlh pddk lamsel thn 2022 ada ga ya?"),
    ("10.06", PHONE, "sekalian yg per kecamatan\nbuat skripsi:\n- Kalianda\n- Natar"),
    ("10.07", PHONE, "photo"),
    ("10.09", OFFICE, "Selamat pagi kak"),
    ("10.20", OFFICE, "deleted-own"),
    ("10.21", OFFICE, "Ada kak, silakan unduh Lampung Selatan Dalam Angka.\nGratis ya."),
    ("10.22", OFFICE, "document"),
    ("10.24", PHONE, "siap, makasih bnyk min"),
    ("13.11", NAMED, "inflasi bln kmrn brp persen sih? 14/11 udh rilis blm: edited"),
    ("13.12", NAMED, "deleted"),
    ("13.13", NAMED, "sticker"),
    ("13.14", NAMED, "captioned"),
    ("13.40", NAMED, "missed"),
    ("13.41", NAMED, "unsupported"),
    ("20.31", OFFICE, "Inflasi terbaru ada di Berita Resmi Statistik tgl 1 tiap bulan."),
)
CAPTION = "ini tabel yg saya maksud, kolom mana yg dipake?"
# Whom the office answers on a day, and the texts that are left of it.
QUESTIONS_A_DAY = 2
TEXTS_A_DAY = 9

_WORDS = {
    "notice": (
        "Pesan dan panggilan dienkripsi secara end-to-end. Tidak seorang pun di luar chat ini, "
        "bahkan WhatsApp, yang dapat membaca atau mendengarkannya.",
        "Messages and calls are end-to-end encrypted. Only people in this chat can read, "
        "listen to, or share them.",
    ),
    "joined": (f"{NAMED} bergabung memakai tautan undangan.", f"{NAMED} joined using a link."),
    "photo": ("<Media tidak disertakan>", "<Media omitted>"),
    "document": ("Lamsel 2022.pdf (file terlampir)", "Lamsel 2022.pdf (file attached)"),
    "captioned": (
        f"IMG-7.jpg (file terlampir)\n{CAPTION}",
        f"IMG-7.jpg (file attached)\n{CAPTION}",
    ),
    "sticker": ("<Media tidak disertakan>", "<Media omitted>"),
    "deleted": ("Pesan ini dihapus", "This message was deleted"),
    "deleted-own": ("Anda menghapus pesan ini", "You deleted this message"),
    "missed": ("Panggilan suara tak terjawab", "Missed voice call"),
    "unsupported": ("Pesan tidak didukung", "This message is not supported"),
    "edited": ("<Pesan ini diedit>", "<This message was edited>"),
}
_IOS_WORDS = {
    "photo": ("gambar dihilangkan", "image omitted"),
    "document": (
        "Lamsel 2022.pdf • \u200e3 halaman \u200e<terlampir: 0007-Lamsel 2022.pdf>",
        "Lamsel 2022.pdf • \u200e3 pages \u200e<attached: 0007-Lamsel 2022.pdf>",
    ),
    "captioned": (f"<terlampir: 0008.jpg>\n{CAPTION}", f"<attached: 0008.jpg>\n{CAPTION}"),
    "sticker": ("stiker dihilangkan", "sticker omitted"),
    "deleted": ("Pesan ini dihapus.", "This message was deleted."),
    "deleted-own": ("Anda menghapus pesan ini.", "You deleted this message."),
}


def sample(form: str, days: int = 3, lines: int | None = None) -> str:
    """A chat of so many days, or of so many lines, in one of FORMS."""
    written: list[str] = []
    for day in range(days if lines is None else lines):
        for entry in _day(form, BEGIN + timedelta(days=day)):
            written += entry.split("\n")
        if lines is not None and len(written) >= lines:
            break
    return "".join(f"{line}\n" for line in written[:lines])


def _day(form: str, day: datetime) -> Iterator[str]:
    for time, sender, text in DAY:
        hour, minute = time.split(".")
        at = day.replace(hour=int(hour), minute=int(minute), second=15)
        yield _head(form, at) + _body(form, sender, text)


def _head(form: str, at: datetime) -> str:
    if form == "android-id":
        return f"{at:%d/%m/%y %H.%M} - "
    if form == "android-id-comma":
        return f"{at:%d/%m/%Y, %H.%M} - "
    if form == "android-en":
        return f"{at:%d/%m/%Y, %H:%M} - "
    if form == "ios-id":
        return f"\u200e[{at:%d/%m/%y, %H.%M.%S}] "
    half = "PM" if at.hour >= 12 else "AM"
    return f"[{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M:%S}\u202f{half}] "


def _body(form: str, sender: str, text: str) -> str:
    english, ios = form in ("android-en", "ios-us"), form.startswith("ios")
    words = _WORDS | _IOS_WORDS if ios else _WORDS
    said, _, mark = text.rpartition(": ")
    if mark == "edited":
        return f"{_name(ios, sender)}: {said} \u200e{words[mark][english]}"
    if text in words:
        text = ("\u200e" if ios else "") + words[text][english]
    if not sender:
        # On iOS the chat itself says its notices.
        return f"{_name(ios, PHONE)}: {text}" if ios and "end-to-end" in text else text
    return f"{_name(ios, sender)}: {text}"


def _name(ios: bool, sender: str) -> str:
    return f"\u202a{sender}\u202c" if ios and sender == PHONE else sender
