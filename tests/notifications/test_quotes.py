"""What somebody wrote, without what their program put around it."""

from email import message_from_string, policy
from time import monotonic

import pytest

from notifications.quotes import reply_text, without_quotes

QUOTED = {
    "Gmail": "Pada tanggal Sen, 23 Nov 2026 pukul 10.15 Sari via TanyaData <\n"
    "tanyadata@example.org> menulis:\n\n> Yth. Ana,\n> Sari membalas",
    "Gmail, short": "Pada Sen, 23 Nov 2026 10.15, TanyaData <t@example.org> menulis:\n> x",
    "Gmail, English": "On Mon, Nov 23, 2026 at 10:15 AM Sari <x@example.org> wrote:\n\n> x",
    "Apple Mail": "> Pada 23 Nov 2026, pukul 10.15, Sari <x@example.org> menulis:\n> \n> isi",
    "iPhone": "Dikirim dari iPhone saya\n\n"
    "Pada 23 Nov 2026, pukul 10.15, Sari <x@example.org> menulis:\n\n> isi",
    "Outlook": "________________________________\nDari: Sari <x@example.org>\n"
    "Dikirim: Senin, 23 November 2026 10.15\nKepada: ana@example.org\nSubjek: Re: Data\n\nYth. Ana",
    "Outlook without a line": "Dari: Sari <x@example.org>\nDikirim: Senin, 23 November 2026\n"
    "Kepada: ana@example.org\nSubjek: Re: Data\n\nYth. Ana",
    "Outlook, English": "From: Sari <x@example.org>\nSent: Monday\nTo: ana\nSubject: Re: Data\n\nx",
    "Outlook on a phone": "Dapatkan Outlook untuk Android<https://aka.ms/x>\n"
    "________________________________\nDari: Sari\nDikirim: Senin\nKepada: ana\nSubjek: Re\n\nisi",
    "Yahoo": "Pada Senin, 23 November 2026 pukul 10.15.00, Sari <x@example.org> menulis: \n \nx",
    "Samsung": "Dikirim dari perangkat Galaxy saya\n\n-------- Pesan asli --------\nDari: Sari",
    "a signature": "-- \nAna\n0812-3456-7890",
    "English phone": "Sent from my iPhone",
}


@pytest.mark.parametrize("program", QUOTED)
def test_what_the_program_added_is_cut(program):
    own = "Tahun 2024, Bu.\n\nUntuk kabupaten:\n- Metro\n- Pringsewu\n\nTerima kasih,\nAna"
    assert without_quotes(f"{own}\n\n{QUOTED[program]}") == own


@pytest.mark.parametrize(
    "text",
    [
        "Pada tahun 2023 saya menulis: data penduduk.\nApakah ada?",
        "Terima kasih, tetapi yang saya perlukan tahun 2024.\nMohon bantuannya.",
        "Thanks, but I need 2024 too.\nCan you help?",
        "Tahun: 2024\nKe: 2\nUntuk: skripsi",
        "Dikirim dari kantor pusat tahun lalu,\nsaya belum menerimanya.",
        "Salam, saya mau bertanya.",
    ],
)
def test_what_only_looks_like_it_stays(text):
    assert without_quotes(text) == text


@pytest.mark.parametrize(
    "text", ["", "> x\n> y", "\n\n", "Pada Senin, Sari <x@y.id> menulis:\n> x"]
)
def test_nothing_of_their_own_is_nothing(text):
    assert without_quotes(text) == ""


@pytest.mark.parametrize(
    "text",
    ["On " + "a " * 30_000, "\n" * 60_000, "Dari: a\n" * 7_000, "> " * 30_000, "_" * 60_000],
)
def test_a_hostile_text_costs_no_minute(text):
    started = monotonic()
    without_quotes(text)
    assert monotonic() - started < 2


def message(body, kind="text/plain; charset=utf-8"):
    return message_from_string(
        f"Content-Type: {kind}\nMIME-Version: 1.0\n\n{body}", policy=policy.default
    )


def test_a_letter_of_html_alone():
    html = (
        "<style>p{}</style><p>Baris satu &amp; dua</p><div>Baris tiga<br>empat</div>"
        '<div class="gmail_quote">Pada 1 Nov, Sari &lt;x@y.id&gt; menulis:'
        "<blockquote>isi lama</blockquote></div>"
    )
    text = reply_text(message(html, "text/html; charset=utf-8"))
    assert [line for line in text.splitlines() if line] == [
        "Baris satu & dua",
        "Baris tiga",
        "empat",
    ]


def test_a_character_set_nobody_knows_is_read_as_far_as_it_goes():
    assert reply_text(message("Halo", "text/plain; charset=x-entah")) == "Halo"


def test_a_picture_alone_says_nothing():
    assert reply_text(message("xx", "image/png")) == ""
