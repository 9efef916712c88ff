"""An exported chat from its upload to the answers that are written from it."""

import json
import os
import stat
import struct
import zipfile
from datetime import date, timedelta
from io import BytesIO
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.forms import model_to_dict
from django.urls import reverse

from autoreply import history_file
from autoreply.history_names import Names
from autoreply.models import AnswerVersion, History, PastQuestion
from pages import moment
from servicedesk.models import Holiday
from tests.whatsapp_samples import FORMS, NAMED, OFFICE, PHONE, sample

LIST = reverse("autoreply:histories")
TWO_DAYS = timedelta(days=2)
PRIVATE = """\
13/11/23 10.00 - Daniel Pratama: Saya Daniel  pratama, NIK 1871 0101 0190 0001, minta data ekspor
13/11/23 10.01 - Daniel Pratama: surel daniel.pratama@contoh.id, hp 0812-3456-7890
13/11/23 10.30 - Sari Wulandari: Baik pak Daniel, salam dari SARI WULANDARI (+62 811 7281 800)
13/11/23 11.00 - +62 812-9999-8888: data ekspor kopi ada? kata @6281234567890 ada
"""
SECRETS = (
    *("Daniel", "daniel", "pratama", "Wulandari", "WULANDARI", "contoh.id"),
    *("1871 0101", "0812-3456", "811 7281", "812-9999", "6281234567890", "3456-7890"),
)


def uploaded(content, name="Chat WhatsApp dengan Daniel Pratama.txt"):
    content = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, content, "text/plain")


def zipped(*members, compression=zipfile.ZIP_DEFLATED):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def desk(logged_in, sari):
    return logged_in(sari)


@pytest.fixture
def files(settings):
    return lambda: [path.name for path in (settings.MEDIA_ROOT / "histories").glob("*")]


@pytest.fixture
def upload(desk):
    def upload(content, **more):
        response = desk.post(LIST, {"chat": uploaded(content, **more)})
        assert response.status_code == 302, response.context["form"].errors
        return History.objects.first()

    return upload


@pytest.fixture
def start(desk, committed):
    def start(row, *officers):
        chosen = {"officers": [history_file.pseudonym(name) for name in officers or (OFFICE,)]}
        with committed():
            response = desk.post(reverse("autoreply:history_start", args=[row.pk]), chosen)
        row.refresh_from_db()
        return response

    return start


@pytest.fixture
def done(upload, start):
    row = upload(sample("android-id"))
    start(row)
    return row


def end(desk, row):
    return desk.post(reverse("autoreply:history_end", args=[row.pk]))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_figures(form, upload, start, files):
    row = upload(sample(form))
    start(row)
    # Two questions a day, at 10.05 and 13.11; the replies came at 10.21 and after hours at 20.31.
    # On iOS the time has seconds, and it is 13.11.15.
    slow = 169 * 60 - (15 if form.startswith("ios") else 0)
    assert (row.state, row.name) == ("done", "2023-11-14 – 2023-11-16")
    assert row.statistic == {
        "questions": 6,
        "answered": 6,
        "askers": 2,
        "months": [
            {"month": "2023-11", "questions": 6, "answered": 6, "median_working_seconds": 960}
        ],
        "median_working_seconds": 960,
        "p90_working_seconds": slow,
        "repeated": 6,
        "years_without_holidays": ["2023"],
    }
    asked = list(row.questions.values_list("cluster", "working_seconds"))
    assert sorted(asked) == [(1, 960)] * 3 + [(2, slow)] * 3
    assert files() == []


def test_months_medians_and_what_was_never_answered(upload, start):
    Holiday.objects.create(day=date(2024, 1, 1), name="Tahun Baru")
    row = upload(
        "29/12/23 15.59 - A: data inflasi bulanan\n"
        "02/01/24 09.01 - O: ada di situs kami\n"
        "02/01/24 10.00 - A: data ekspor kopi\n"
        "02/01/24 10.01 - O: sebentar ya, dicek\n"
        "02/01/24 11.00 - B: jumlah penduduk kota\n"
        "02/01/24 11.03 - O: lihat publikasi\n"
        "03/01/24 11.00 - B: luas panen padi berapa\n"
    )
    start(row, "O")
    assert row.statistic == {
        "questions": 4,
        "answered": 3,
        "askers": 2,
        "months": [
            # One minute on Friday, none on New Year's Day, 61 minutes on Tuesday.
            {"month": "2023-12", "questions": 1, "answered": 1, "median_working_seconds": 3_720},
            # 60 and 180 seconds: the lower of two is the median.
            {"month": "2024-01", "questions": 3, "answered": 2, "median_working_seconds": 60},
        ],
        "median_working_seconds": 180,
        "p90_working_seconds": 3_720,
        "repeated": 0,
        "years_without_holidays": ["2023"],
    }


def test_nothing_personal_stays_or_is_shown(upload, start, desk, files, category):
    row = upload(PRIVATE)
    assert not [word for word in SECRETS if word in json.dumps(model_to_dict(row), default=str)]
    start(row, "Sari Wulandari")
    stored = json.dumps([*PastQuestion.objects.values(), *History.objects.values()], default=str)
    shown = desk.get(row.get_absolute_url()).content.decode() + desk.get(LIST).content.decode()
    assert not [word for word in SECRETS if word in stored + shown]
    questions = [question.question for question in row.questions.all()]
    assert questions[0] == (
        "Saya [nama], NIK [NIK], minta data ekspor\nsurel [surel], hp [nomor telepon]"
    )
    assert row.questions.first().reply == "Baik pak [nama], salam dari [nama] ([nomor telepon])"
    assert [len(name) for name in row.officers] == [12]
    assert files() == []


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("kata Daniel Pratama begitu", "kata [nama] begitu"),
        ("kata daniel\npratama.", "kata [nama]."),
        ("Danielpratama", "Danielpratama"),
        ("ibu Pratama dan Pak Daniel", "ibu [nama] dan Pak [nama]"),
        ("di BPS Lampung ada", "di [nama] ada"),
        ("di Lampung ada", "di Lampung ada"),
        ("daniel pratama@contoh.id", "daniel [surel]"),
        ("Rudi 08123456789 ya", "[nama] [nomor telepon] ya"),
        ("di 12 kota [NIK]", "di 12 kota [NIK]"),
    ],
)
def test_names_in_texts(text, hidden):
    names = Names(
        ["~ Daniel Pratama 🌸", "BPS Lampung", "Rudi 08123456789", "Di", "12", "🌸", "NIK"]
    )
    assert names.hide(text) == hidden


@pytest.mark.parametrize("name", ["_chat.txt", "Obrolan WhatsApp/_chat.TXT"])
def test_an_archive_as_ios_exports_it(upload, start, name):
    chat = sample("ios-id")
    row = upload(zipped((name, chat), ("__MACOSX/._chat.txt", "x")), name="Chat - Daniel.zip")
    start(row)
    assert row.statistic["questions"] == 6


BOMB = zipped(("_chat.txt", b"0" * (history_file.MOST_BYTES + 1)))
SIZE, SMALL = (struct.pack("<I", size) for size in (history_file.MOST_BYTES + 1, 1_000))
UNUSABLE = {
    "empty": b"",
    "foreign": "Daftar belanja Daniel\n" * 300,
    "broken": "14/11/23 10.04\n",
    "alone": "14/11/23 10.04 - Daniel Pratama: halo data inflasi\n",
    "latin-1": "14/11/23 10.04 - A: é\n14/11/23 10.05 - B: y\n".encode("latin-1"),
    "utf-16": "14/11/23 10.04 - A: x\n14/11/23 10.05 - B: y\n".encode("utf-16"),
    "too large": b"0" * (history_file.MOST_BYTES + 1),
    "bomb": BOMB,
    "lying bomb": BOMB.replace(SIZE, SMALL),
    "two texts": zipped(("a.txt", sample("ios-id")), ("b.txt", "x")),
    "no text": zipped(("a.jpg", "x")),
    "slow": zipped(("a.txt", sample("ios-id")), compression=zipfile.ZIP_LZMA),
    "cut archive": zipped(("a.txt", sample("ios-id")))[:200],
}


@pytest.mark.parametrize("kind", UNUSABLE)
def test_what_is_no_chat_is_refused_and_leaves_nothing(kind, desk, files):
    response = desk.post(LIST, {"chat": uploaded(UNUSABLE[kind])})
    assert response.status_code == 422
    assert len(response.context["form"].errors["chat"]) == 1
    assert "Daniel" not in response.content.decode()
    assert not History.objects.exists()
    assert files() == []
    assert desk.post(LIST).status_code == 422


def test_the_chat_is_kept_for_this_site_alone_and_its_senders_in_no_row(
    upload, desk, settings, files
):
    row = upload(sample("android-id"))
    (name,) = files()
    assert row.statistic == {"file": name, "order": "dmy", "lines": 69}
    assert stat.S_IMODE((settings.MEDIA_ROOT / "histories" / name).stat().st_mode) == 0o600
    page = desk.get(row.get_absolute_url()).content.decode()
    assert all(f"{name} (" in page for name in (OFFICE, NAMED, PHONE))
    assert not [name for name in (OFFICE, NAMED, PHONE) if name in str(model_to_dict(row))]


@pytest.mark.parametrize("chosen", [(), ("Somebody else",), (OFFICE, NAMED, PHONE)])
def test_officers_are_among_the_senders_and_leave_somebody_to_ask(chosen, upload, desk, files):
    row = upload(sample("android-id"))
    names = [history_file.pseudonym(name) for name in chosen]
    url = reverse("autoreply:history_start", args=[row.pk])
    assert desk.post(url, {"officers": names}).status_code == 422
    row.refresh_from_db()
    assert row.needs_officers
    assert len(files()) == 1


def test_a_second_start_changes_nothing(done, start):
    before = model_to_dict(done)
    assert start(done, NAMED).status_code == 302
    call_command("read_history", done.pk)
    call_command("read_history", done.pk + 1)
    done.refresh_from_db()
    assert model_to_dict(done) == before
    assert done.questions.count() == 6


def test_while_it_is_read_the_page_moves_on_by_itself(upload, desk):
    row = upload(sample("android-id"))
    assert b'http-equiv="refresh"' not in desk.get(row.get_absolute_url()).content
    History.objects.update(state="running", total=64_000, done=32_000, officers=["x"])
    page = desk.get(row.get_absolute_url()).content.decode()
    assert '<meta http-equiv="refresh" content="3">' in page
    assert 'value="32000" max="64000"' in page


def test_cancelling_while_it_is_read_leaves_nothing(upload, start, desk, files):
    row = upload(sample("android-id", lines=2_500))
    with patch.object(Names, "hide", lambda names, text: row.cancel() or text):
        start(row)
    assert (row.state, row.statistic, row.questions.count()) == ("cancelled", {}, 0)
    assert files() == []
    assert desk.get(row.get_absolute_url()).status_code == 200
    row = upload(sample("android-id"))
    with patch("autoreply.history.clusters", lambda texts: row.cancel() or []):
        start(row)
    assert (row.state, row.questions.count(), files()) == ("cancelled", 0, [])


def test_deleting_what_was_just_cancelled_leaves_nothing(upload, desk, files):
    row = upload(sample("android-id", lines=2_500))
    History.objects.update(officers=[history_file.pseudonym(OFFICE)])

    def hide(names, text):
        if History.objects.exists():
            end(desk, row)  # cancels it the first time
        return text

    with patch.object(Names, "hide", hide):
        call_command("read_history", row.pk)
    assert (PastQuestion.objects.count(), History.objects.count(), files()) == (0, 0, [])


def test_a_failure_leaves_nothing_and_tells_no_secret(upload, start, desk, files, caplog):
    row = upload(PRIVATE)
    with patch("autoreply.history.clusters", side_effect=ValueError("Daniel Pratama")):
        start(row, "Sari Wulandari")
    assert (row.state, row.statistic, row.questions.count()) == ("failed", {}, 0)
    assert row.failure
    assert files() == []
    assert "ValueError" in caplog.text
    assert "Daniel" not in caplog.text + desk.get(row.get_absolute_url()).content.decode()


def test_a_chat_that_is_gone_is_said_to_be_gone(upload, desk, files):
    row = upload(sample("android-id"))
    history_file.delete(row)
    assert "callout--warning" in desk.get(row.get_absolute_url()).content.decode()
    assert end(desk, row).status_code == 302
    assert not History.objects.exists()


@pytest.mark.parametrize("state", ["waiting", "running", "done", "failed", "cancelled"])
def test_what_nobody_reads_is_deleted_with_everything(state, upload, desk, files):
    row = upload(sample("android-id"))
    History.objects.update(state=state, officers=["x"], touched_at=moment.now() - TWO_DAYS)
    assert end(desk, row).url == LIST
    assert not History.objects.exists()
    assert files() == []


def test_a_dead_reading_says_so_and_is_swept(upload, desk, files):
    row = upload(sample("android-id"))
    History.objects.update(state="running", officers=["x"])
    call_command("sweep_histories", verbosity=0)
    assert len(files()) == 1, "it lives"
    PastQuestion.objects.create(history=row, asked_at=moment.now(), asker="x", question="x")
    History.objects.update(touched_at=moment.now() - TWO_DAYS)
    page = desk.get(row.get_absolute_url()).content.decode()
    assert "callout--warning" in page
    assert "refresh" not in page
    call_command("sweep_histories", verbosity=0)
    row.refresh_from_db()
    assert (row.state, row.questions.count(), files()) == ("failed", 0, [])


def test_chats_left_for_a_day_are_swept(upload, settings, files):
    row = upload(sample("android-id"))
    stray = settings.MEDIA_ROOT / "histories/stray.txt"
    stray.write_text("x")
    call_command("sweep_histories", verbosity=0)
    assert len(files()) == 2
    old = (moment.now() - TWO_DAYS).timestamp()
    os.utime(stray, (old, old))
    History.objects.filter(pk=row.pk).update(created_at=moment.now() - TWO_DAYS)
    call_command("sweep_histories", verbosity=0)
    assert files() == []
    assert not History.objects.exists()


def test_clusters_come_twenty_to_a_page(done, desk):
    context = desk.get(done.get_absolute_url()).context
    assert [row.count for row in context["clusters"]] == [3, 3]
    assert [bar.value for bar in context["bars"]] == [6]
    more = {"history": done, "asked_at": moment.now(), "asker": "x", "question": "x"}
    PastQuestion.objects.bulk_create(PastQuestion(**more, cluster=n) for n in range(3, 50))

    def shown(start):
        context = desk.get(f"{done.get_absolute_url()}?dari={start}").context
        numbers = [row.number for row in context["clusters"]]
        return numbers[0], numbers[-1], context["earlier"], context["later"]

    assert shown("") == shown("x") == shown("0") == (1, 20, None, 21)
    assert shown(21) == (21, 40, 1, 41)
    assert shown(41) == (41, 49, 21, None)
    assert desk.get(f"{done.get_absolute_url()}?dari=99999999999").status_code == 200


def test_an_answer_begins_with_a_cluster(done, desk, sari, category):
    longest = done.questions.filter(cluster=1).last()
    longest.reply += "\nTerima kasih."
    longest.save()
    response = desk.post(reverse("autoreply:answer_from_history", args=[done.pk, 1]))
    draft = AnswerVersion.objects.get()
    assert response.url == reverse("autoreply:answer_edit", args=[draft.answer_id])
    assert draft.written_by == sari
    assert draft.note.endswith(done.name)
    assert draft.content["body"] == longest.reply
    assert draft.content["examples"] == [
        "mau nanya dong, data jmlh pddk lamsel thn 2022 ada ga ya? "
        "sekalian yg per kecamatan buat skripsi: - Kalianda - Natar"
    ]


@pytest.mark.parametrize("cluster", [0, 3])
def test_a_cluster_that_is_not_there_is_404(done, desk, category, cluster):
    assert desk.post(f"{done.get_absolute_url()}jawaban/{cluster}/").status_code == 404


@pytest.mark.parametrize("name", ["history", "history_start", "history_end", "answer_from_history"])
def test_officers_only(name, done, client, logged_in, ben, dewi):
    url = reverse(f"autoreply:{name}", args=[done.pk, 1][: 1 + name.startswith("answer")])
    for path, verb in (
        (LIST, "get"),
        (LIST, "post"),
        (url, "get" if name == "history" else "post"),
    ):
        assert getattr(client, verb)(path).status_code == 302
        assert getattr(logged_in(ben), verb)(path).status_code == 403
    assert History.objects.count() == 1
    assert logged_in(dewi).get(done.get_absolute_url()).status_code == 200
