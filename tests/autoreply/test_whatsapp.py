"""Reading exported chats, and pairing the questions in them with the replies."""

import io
import tracemalloc
from datetime import datetime, timedelta
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoreply.whatsapp import (
    Exchange,
    Message,
    NotAChatError,
    date_order,
    exchanges,
    read,
    senders,
)
from tests.whatsapp_samples import (
    CAPTION,
    FORMS,
    NAMED,
    OFFICE,
    PHONE,
    QUESTIONS_A_DAY,
    TEXTS_A_DAY,
    sample,
)

NOON = datetime(2024, 3, 1, 12)


def texts(chat, order="dmy"):
    return [message.text for message in read(chat.splitlines(), order)]


def said(text):
    """What is left of a message, between two others."""
    chat = f"14/11/23 10.04 - A: awal\n14/11/23 10.05 - A: {text}\n14/11/23 10.06 - A: akhir\n"
    return texts(chat)[1:-1]


def chat(*rows):
    """Messages from (minutes after noon, sender, text)."""
    return [Message(NOON + timedelta(minutes=at), sender, text) for at, sender, text in rows]


def pairs(*rows, officers=("O",)):
    return [(found.question, found.reply) for found in exchanges(chat(*rows), officers)]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_reads_alike(form):
    lines = sample(form).splitlines(keepends=True)
    order = date_order(lines)
    assert order == ("mdy" if form == "ios-us" else "dmy")
    found = list(read(lines, order))
    assert len(found) == 3 * TEXTS_A_DAY
    to_the_minute = [(m.at.replace(second=0), m.sender, m.text) for m in found]
    likewise = read(sample("android-id").splitlines())
    assert to_the_minute == [(m.at, m.sender, m.text) for m in likewise]


@pytest.mark.parametrize("form", FORMS)
def test_a_sample_says_who_asked_what_and_when(form):
    lines = sample(form, days=1).splitlines()
    found = list(read(lines, date_order(lines)))
    assert senders(found) == {PHONE: 4, OFFICE: 3, NAMED: 2}
    assert found[0].at.replace(second=0) == datetime(2023, 11, 14, 10, 4)
    assert found[2].text == "sekalian yg per kecamatan\nbuat skripsi:\n- Kalianda\n- Natar"
    assert found[6].text == "inflasi bln kmrn brp persen sih? 14/11 udh rilis blm"
    assert found[7].text == CAPTION
    asked = list(exchanges(found, [OFFICE]))
    assert [one.asker for one in asked] == [PHONE, NAMED]
    assert asked[0].question.startswith("mau nanya dong")
    assert asked[0].question.endswith("- Natar")
    assert asked[0].reply.startswith("Ada kak")
    assert asked[0].replied_at.replace(second=0) == datetime(2023, 11, 14, 10, 21)


@pytest.mark.parametrize(
    ("header", "order", "at"),
    [
        ("14/11/23 10.04 -", "dmy", datetime(2023, 11, 14, 10, 4)),
        ("14/07/2026, 20.31 -", "dmy", datetime(2026, 7, 14, 20, 31)),
        ("14/07/2026, 20:31 -", "dmy", datetime(2026, 7, 14, 20, 31)),
        ("14-7-2026 20:31 -", "dmy", datetime(2026, 7, 14, 20, 31)),
        ("[20/08/24, 14.30.15]", "dmy", datetime(2024, 8, 20, 14, 30, 15)),
        ("\u200e[20.08.24, 14:30:15]", "dmy", datetime(2024, 8, 20, 14, 30, 15)),
        ("[8/20/24, 2:30:15\u202fPM]", "mdy", datetime(2024, 8, 20, 14, 30, 15)),
        ("8/20/24, 12:00 AM -", "mdy", datetime(2024, 8, 20, 0, 0)),
        ("8/20/24, 12:00 p.m. -", "mdy", datetime(2024, 8, 20, 12, 0)),
        ("\ufeff8/20/24,\u00a02:30am -", "mdy", datetime(2024, 8, 20, 2, 30)),
    ],
)
def test_headers(header, order, at):
    line = f"{header} \u202a+62 812\u20113456\u202c: halo: semua\r\n"
    assert list(read([line], order)) == [Message(at, "+62 812\u20113456", "halo: semua")]
    assert date_order([line]) == order


@pytest.mark.parametrize(
    "line",
    ["31/02/23 10.04 - B: x", "14/11/23 24.10 - B: x", "14/11/23 14.10 PM - B: x",
     "14/11/023 10.04 - B: x", "14/11/23 - B: x", "29/02/23 10.04 - B: x", "11/14/23 10.04 - B: x"],
)  # fmt: skip
def test_a_moment_that_never_was_continues_the_message(line):
    assert said(f"satu\n{line}") == [f"satu\n{line}"]


@pytest.mark.parametrize(
    "text",
    [
        "<Media tidak disertakan>",
        "<Media omitted>",
        "\u200eIMG-20231114-WA0001.jpg (file terlampir)",
        "Surat izin.pdf (file attached)",
        "\u200e<terlampir: 00000012-PHOTO.jpg>",
        "\u200e<attached: 00000012-PHOTO.jpg>",
        "Tabel.pdf • \u200e3 halaman \u200edokumen dihilangkan",
        *(f"{kind} dihilangkan" for kind in ("gambar", "video", "audio", "stiker", "GIF")),
        *(f"{kind} tidak disertakan" for kind in ("Gambar", "dokumen")),
        *(f"{kind} omitted" for kind in ("image", "video", "audio", "sticker", "document", "GIF")),
        "Pesan ini dihapus",
        "Pesan ini telah dihapus",
        "Pesan ini dihapus oleh admin Rina",
        "Anda menghapus pesan ini",
        "Anda telah menghapus pesan ini.",
        "This message was deleted",
        "You deleted this message.",
        "Panggilan suara tak terjawab",
        "Panggilan video tak terjawab",
        "Panggilan suara, 2 mnt",
        "Missed voice call",
        "Missed video call at 10:05",
        "Pesan tidak didukung",
        "Pesan dan panggilan dienkripsi secara end-to-end. Tidak seorang pun: juga kami.",
        " ",
    ],
)
def test_what_nobody_typed_is_left_out(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("IMG-1.jpg (file terlampir)\nini tabelnya\nkak", "ini tabelnya\nkak"),
        ("ini fotonya \u200e<attached: 1-PHOTO.jpg>", "ini fotonya"),
        ("\u200e<attached: 1-PHOTO.jpg>\nini fotonya", "ini fotonya"),
        ("brp jml pddk <Pesan ini diedit>", "brp jml pddk"),
        ("brp jml pddk\nlamsel \u200e<This message was edited>\n", "brp jml pddk\nlamsel"),
        ("knp pesan ini dihapus?", "knp pesan ini dihapus?"),
        ("panggilan video bisa ga kak", "panggilan video bisa ga kak"),
        ("kok gambar tidak disertakan", "kok gambar tidak disertakan"),
        ("\nbaris kedua", "baris kedua"),
    ],
)
def test_what_was_typed_is_kept(text, left):
    assert said(text) == [left]


def test_system_lines_and_what_follows_them_are_dropped():
    system = "14/11/23 10.05 - Rina mengganti deskripsi grup\nJam layanan: 08.00-15.30\n"
    chat = f"potongan\n14/11/23 10.04 - A: satu\n{system}14/11/23 10.06 - A: dua\n\ntiga\n"
    assert texts(chat) == ["satu", "dua\n\ntiga"]


def test_a_long_text_is_cut_off():
    assert texts("14/11/23 10.04 - A: " + "x" * 9_000) == ["x" * 5_000]
    assert texts("14/11/23 10.04 - A: x\n" + "y\n" * 9_000) == [("x\n" + "y\n" * 2_499)[:-1]]


@pytest.mark.parametrize(
    "chat",
    [
        "",
        "\n\n",
        "nama;nilai\nA;1\n",
        "14/11/23 10.04 - Anda membuat grup\n",
        "14/11/23 10.04 - A: <Media omitted>\n",
    ],
)
def test_a_file_without_a_message_is_no_chat(chat):
    with pytest.raises(NotAChatError):
        texts(chat)


def test_a_foreign_file_is_given_up_after_200_lines():
    message = "14/11/23 10.04 - A: halo\n"
    assert texts("\nx" * 199 + "\n" + message) == ["halo"]
    with pytest.raises(NotAChatError):
        texts("\nx" * 200 + "\n" + message)
    with pytest.raises(NotAChatError):
        list(read(repeat("x")))


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        ([], "dmy"),
        (["1/2/24", "3/4/24", "5/5/24"], "dmy"),
        (["1/2/24", "13/4/24", "13/13/24", "31/2/24"], "dmy"),
        (["1/2/24", "4/13/24", "30/30/24"], "mdy"),
    ],
)
def test_the_order_of_the_dates(dates, order):
    assert date_order(f"{date}, 10:04 - A: halo" for date in dates) == order


def test_dates_in_both_orders_are_an_error():
    with pytest.raises(NotAChatError):
        date_order(["13/4/24, 10:04 - A: halo", "4/13/24, 10:04 - A: halo"])


@given(st.lists(st.text(max_size=80) | st.sampled_from(sample("ios-us").splitlines())))
def test_no_line_breaks_the_reader(lines):
    try:
        found = list(read(lines, "mdy"))
    except NotAChatError:
        return
    assert all(message.sender and message.text.strip() for message in found)


@pytest.mark.parametrize(
    "greeting",
    ["halo", "Haloo kak!", "Assalamu'alaikum wr. wb.", "permisi", "Selamat pagi 🙏", "terima kasih",
     "Makasih ya min", "ok", "Baik, terima kasih atas informasinya", "👍", "?"],
)  # fmt: skip
def test_a_greeting_is_neither_question_nor_reply_nor_interruption(greeting):
    assert pairs((0, "A", greeting), (1, "O", "ya?")) == []
    assert pairs((0, "A", "q1"), (1, "O", greeting)) == [("q1", "")]
    around = [(0, "A", "q1"), (1, "O", greeting), (2, "B", greeting), (3, "A", greeting)]
    assert pairs(*around, (4, "A", "q2"), (5, "O", "jawab")) == [("q1\nq2", "jawab")]


def test_fifteen_minutes_hold_messages_together():
    assert pairs((0, "A", "q1"), (15, "A", "q2"), (30, "A", "q3")) == [("q1\nq2\nq3", "")]
    assert pairs((0, "A", "q1"), (16, "A", "q2")) == [("q1", ""), ("q2", "")]
    replies = [(20, "O", "r1"), (35, "P", "r2"), (51, "O", "r3")]
    assert pairs((0, "A", "q1"), *replies, officers=["O", "P"]) == [("q1", "r1\nr2")]


def test_a_reply_answers_all_that_is_open():
    rows = [(0, "A", "q1"), (1, "B", "q2"), (2, "A", "q3"), (60, "O", "r1"), (61, "O", "r2")]
    found = list(exchanges(chat(*rows, (62, "A", "q4"), (63, "O", "r3")), {"O"}))
    assert found[0] == Exchange(NOON, "A", "q1", NOON + timedelta(minutes=60), "r1\nr2")
    assert [(one.question, one.reply) for one in found[1:]] == [
        ("q2", "r1\nr2"), ("q3", "r1\nr2"), ("q4", "r3"),
    ]  # fmt: skip


def test_an_office_that_speaks_first_answers_nothing():
    assert pairs((0, "O", "Pengumuman: kantor tutup"), (1, "A", "q1")) == [("q1", "")]
    assert pairs((0, "O", "Pengumuman: kantor tutup")) == []


def test_after_fourteen_days_a_question_is_given_up():
    fortnight = 14 * 24 * 60
    assert pairs((0, "A", "q1"), (fortnight, "O", "r")) == [("q1", "r")]
    late = list(exchanges(chat((0, "A", "q1"), (fortnight + 1, "O", "r")), ["O"]))
    assert late == [Exchange(NOON, "A", "q1", None, "")]


def test_at_most_200_questions_are_open():
    asked = [(minute, f"A{minute}", f"q{minute}") for minute in range(201)]
    found = pairs(*asked, (300, "O", "r"))
    assert found[0] == ("q0", "")
    assert [reply for _, reply in found[1:]] == ["r"] * 200
    rows = iter(chat(*asked, (300, "O", "r")))
    assert next(exchanges(rows, ["O"])).question == "q0"
    assert len(list(rows)) <= 1


@pytest.mark.parametrize("form", ["android-id", "ios-us"])
def test_a_large_chat_is_read_in_bounded_memory(form):
    text = sample(form, lines=50_000)
    assert text.count("\n") == 50_000
    file = io.StringIO(text)
    order = date_order(io.StringIO(text))
    tracemalloc.start()
    count = sum(1 for _ in exchanges(read(file, order), [OFFICE]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    lines_a_day = sample(form, days=1).count("\n")
    assert abs(count - QUESTIONS_A_DAY * 50_000 / lines_a_day) <= QUESTIONS_A_DAY
    assert peak < 20_000_000


def test_one_endless_message_and_one_endless_question_are_bounded_too():
    tracemalloc.start()
    lines = ["14/11/23 10.04 - A: x", *repeat("y" * 100, 100_000)]
    [message] = read(iter(lines))
    [found] = exchanges(repeat(message, 2_000), [OFFICE])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(message.text) == len(found.question) == 5_000
    assert peak < 2_000_000
