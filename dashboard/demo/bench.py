"""What curators find at the workbench of the demo world: lookups, canned replies, and a draft
that waits for a second person."""

from datetime import datetime
from random import Random

from accounts.models import User
from autoreply import curation, origins
from autoreply.models import Answer, CannedReply, Lookup
from pages import moment

# What nobody knows (with how often it was typed), and what somebody does.
_UNKNOWN = {
    ("peta kebun kopi robusta lampung barat", "lokasi kebun kopi robusta", "peta kebun kopi"): 14,
    ("jumlah ojek online bandar lampung", "berapa ojol di balam", "data ojek online"): 9,
    ("curah hujan harian metro", "data curah hujan lampung tengah 2024"): 6,
}
_KNOWN = ("jumlah penduduk lampung selatan", "jam buka bps", "inflasi lampung", "cara minta data")
_CANNED = (
    (
        "Minta wilayah dan tahun",
        "Halo {nama}, mohon sebutkan **wilayah** dan **tahun** yang Anda maksud untuk “{judul}”.",
    ),
    (
        "Data milik instansi lain",
        "Halo {nama}, data ini dihasilkan oleh dinas terkait, bukan BPS. Silakan menghubungi "
        "dinas tersebut; bila memerlukan pengantar, sebutkan nomor tiket {kode}.",
    ),
    ("Penutup", "Terima kasih telah bertanya. Salam, {petugas}."),
)
_DRAFT = (
    "data curah hujan ada di bps tidak",
    "curah hujan harian lampung",
    "data hujan dari bmkg atau bps",
)
_DRAFT_BODY = (
    "Pengamatan curah hujan dilakukan oleh **BMKG**. Ringkasannya per tahun dimuat dalam "
    "publikasi *Lampung Dalam Angka*; untuk data harian, silakan menghubungi BMKG."
)


def furnish(officers: list[User], since: datetime) -> None:
    """Make what is missing; safe to repeat."""
    if not Lookup.objects.exists():
        _look_up(since)
    for title, body in _CANNED:
        CannedReply.objects.get_or_create(title=title, defaults={"body": body})
    if not Answer.objects.filter(question=_DRAFT[0]).exists():
        content = origins.from_wordings(_DRAFT, _DRAFT_BODY, "cara-data")
        curation.submit(curation.start(content, officers[0], note="Sering dicari."), officers[0])


def _look_up(since: datetime) -> None:
    draw = Random("lookups")  # noqa: S311 - a world to look at, not a secret
    now = moment.now()
    rows = [(draw.choice(texts), 0) for texts, times in _UNKNOWN.items() for _ in range(times)]
    rows += [(draw.choice(_KNOWN), 1) for _ in range(60)]
    opened = list(Answer.objects.public()[:20])
    Lookup.objects.bulk_create(
        Lookup(
            text=text,
            answers=answers,
            topics=0,
            opened=draw.choice(opened) if answers and draw.random() < 0.5 else None,
            at=since + (now - since) * draw.random(),
        )
        for text, answers in rows
    )
