"""Answers leave as a file and come back: nothing is lost on the way, and nothing is published."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team
from autoreply import curation, editing, importing, tabular
from autoreply.models import Answer, AnswerVersion
from releases.models import Subject
from tests.answer_files import as_csv, csv_of, edited, exported, go_on, published, send, workbook

FORMS = ["csv", "xlsx", "jsonl"]
ODD_TEXTS = [
    "=1+1",
    "'=1+1",
    "''@x",
    "-5 derajat",
    "+62 721",
    "@bps",
    "\tmasuk",
    "'tanda kutip'",
    '"a", "b"; c',
    "baris satu\n\nbaris dua\n",
    "baris\r\nlain",
    "harfiah _x000D_ dan _x005F_",
    "https://bps.go.id",
    "0012",
    " 🙏 ",
    "<b>&amp;</b>",
]
RULES = [
    ("lift", "penduduk, kota metro", "", "", "", False),
    ("block", "", "luas | darat, jalan\\air", "peta", "kependudukan", False),
    ("require", "", "jumlah", "", "kependudukan", True),
]
FIELDS = ("effect", "all_of", "any_of", "none_of", "category", "excludes_category")


def odd_answers(category):
    """Answers with everything that a form of file could lose."""
    Team.objects.create(name="Tim Sosial, Kependudukan")
    Subject.objects.create(slug="inflasi", name="Inflasi")
    for number, text in enumerate(ODD_TEXTS):
        published(category, f"aneh-{number}", body=text, source_title=text, legal_basis=text)
    published(
        category,
        "penuh",
        team="Tim Sosial, Kependudukan",
        subject="inflasi",
        reference_until="2026-01-31",
        confirm_with_office=True,
        needs_year=True,
        availability="request",
        audience="officers",
        examples=["=luas", "berapa  luasnya", "'kutip"],
        counterexamples=["-luas"],
        rules=[dict(zip(FIELDS, rule, strict=True)) for rule in RULES],
    )


@pytest.fixture
def bench(sari, logged_in):
    """The browser of an officer."""
    return logged_in(sari)


@pytest.mark.parametrize("form", FORMS)
def test_what_was_exported_changes_nothing(bench, category, answer, form):
    odd_answers(category)
    page = send(bench, exported(form))
    assert page.status_code == 200
    assert page.context["plan"].changes == []
    assert page.context["plan"].unchanged == Answer.objects.count()
    assert b"Import as drafts" not in page.content
    assert 'name="staged"' not in page.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_what_was_exported_makes_the_same_answers_elsewhere(category, answer, sari, form):
    texts = "Angka, lihat:\n\n- \"satu\"; 'dua'\n- =tiga"
    examples = ["=luas", "'=luas", "-5 derajat di mana"]
    rules = [dict(zip(FIELDS, rule, strict=True)) for rule in RULES]
    content = editing.content_of(
        published(category, "penuh", body=texts, examples=examples, rules=rules)
    )
    file = exported(form)
    Answer.objects.all().delete()
    importing.apply(importing.plan(file).staged, sari)
    again = Answer.objects.get(slug="penuh")
    assert again.state == "draft"
    assert editing.content_of(again) == content


@pytest.mark.parametrize("form", FORMS)
def test_the_file_is_fetched_by_its_name(bench, answer, form):
    page = bench.get(reverse("autoreply:export", args=[form]))
    assert page.status_code == 200
    day = timezone.localdate().isoformat()
    assert f'filename="tanyadata-jawaban-{day}.{form}"' in page["Content-Disposition"]
    assert page.content


def test_another_form_does_not_exist(bench):
    assert bench.get(reverse("autoreply:export", args=["pdf"])).status_code == 404


def test_a_spreadsheet_gets_no_formula(category):
    published(category, source_title="=HYPERLINK(1)", body="@SUM(1)")
    rows = list(csv.DictReader(io.StringIO(exported("csv").decode("utf-8-sig"))))
    assert rows[0]["source_title"] == "'=HYPERLINK(1)"
    book = openpyxl.load_workbook(io.BytesIO(exported("xlsx")))
    assert [sheet.title for sheet in book] == ["Jawaban", "Petunjuk"]
    assert book["Jawaban"].freeze_panes == "A2"
    assert book["Jawaban"]["A1"].font.bold
    assert {cell.data_type for row in book["Jawaban"] for cell in row} <= {"s", "n", "inlineStr"}
    assert [row[0].value for row in book["Petunjuk"]][1:] == list(tabular.COLUMNS)


def test_what_does_not_fit_into_a_cell_is_said(bench, category):
    published(category, examples=[f"luas {number} {'x' * 280}" for number in range(200)])
    page = bench.get(reverse("autoreply:export", args=["xlsx"]))
    assert page.status_code == 422
    assert "Content-Disposition" not in page
    assert len(exported("jsonl")) > 32_767


def test_a_draft_never_published_leaves_too(category, sari):
    curation.start(editing.content_of(published(category)) | {"body": "Baru"}, sari, slug="baru")
    rows = [json.loads(line) for line in exported("jsonl").splitlines()]
    assert {row["slug"]: row["body"] for row in rows} == {
        "lain": "Lihat publikasinya.",
        "baru": "Baru",
    }


def test_an_edit_becomes_a_draft_and_the_public_sees_nothing(bench, client, answer):
    row = json.loads(exported("jsonl")) | {"body": "Angka barunya menyusul."}
    page = send(bench, json.dumps(row).encode())
    assert "menyusul" in page.content.decode()
    assert not answer.versions.open().exists()
    done = go_on(bench, page)
    assert done.status_code == 302
    draft = answer.versions.open().get()
    assert draft.content == editing.content_of(answer) | {"body": "Angka barunya menyusul."}
    assert draft.written_by.display_name == "Sari"
    assert "menyusul" not in client.get(answer.get_absolute_url()).content.decode()


def test_a_column_that_is_absent_keeps_its_values(bench, answer):
    before = editing.content_of(answer)
    file = csv_of(slug=answer.slug, question="Jumlah penduduk di mana?", body=answer.body)
    go_on(bench, send(bench, file))
    changed = {"question": "Jumlah penduduk di mana?", "review_on": "2027-01-31"}
    assert answer.versions.open().get().content == before | changed


def test_an_open_draft_keeps_what_the_file_does_not_touch(bench, answer, sari):
    file = exported("csv").replace(b"Lampung Dalam Angka", b"Statistik Daerah")
    draft = curation.draft_of(answer, sari)
    curation.write(
        draft,
        draft.content | {"legal_basis": "UU 16/1997"},
        sari,
        base=curation.base_of(draft),
        note="",
    )
    go_on(bench, send(bench, file))
    content = answer.versions.open().get().content
    assert content["legal_basis"] == "UU 16/1997"
    assert "Statistik Daerah" in content["body"]


@pytest.mark.parametrize("slug", ["", "inflasi-baru"])
def test_a_new_answer_becomes_a_draft(bench, client, category, slug):
    file = csv_of(
        slug=slug,
        category="KEPENDUDUKAN",
        review_on="31/01/2027",
        needs_year="Yes",
        rules="lift | any: inflasi, harga naik",
        examples="inflasi 2024\ninflasi lampung",
    )
    go_on(bench, send(bench, file))
    made = Answer.objects.get()
    assert made.slug == (slug or "di-mana-data-inflasi")
    assert made.review_on == date(2027, 1, 31)
    assert made.needs_year
    assert not made.needs_region
    assert made.phrasings.count() == 2
    assert made.rules.get().any_of == "inflasi, harga naik"
    assert client.get(made.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_csv_is_read(category, delimiter, mark):
    header, row = list(tabular.REQUIRED), ["A, b; c?", "Satu\ndua", category.slug, "2027-01-31"]
    data = mark + as_csv(header, row, [""] * 4, delimiter=delimiter)
    assert importing.plan(data).new[0].after["question"] == "A, b; c?"


def test_a_workbook_may_hold_days_numbers_and_truths(category):
    header = [*tabular.REQUIRED, "needs_year", "legal_basis"]
    row = ["Kapan rilis?", "Besok.", "Kependudukan", date(2027, 1, 31), True, 2024]
    after = importing.plan(workbook(header, row)).new[0].after
    assert after["review_on"] == "2027-01-31"
    assert after["needs_year"]
    assert after["legal_basis"] == "2024"


@pytest.mark.parametrize("name", ["exchange", "importing", "export"])
def test_only_officers_get_in(client, ana, logged_in, name):
    address = reverse(f"autoreply:{name}", args=["csv"] if name == "export" else [])
    assert client.get(address).status_code == 302
    assert logged_in(ana).get(address).status_code == 403
    assert client.post(address).status_code == 302
    assert logged_in(ana).post(address).status_code == 403


def test_the_page_explains_the_columns(bench):
    page = bench.get(reverse("autoreply:exchange"))
    assert page.status_code == 200
    for column in tabular.COLUMNS:
        assert f"<code>{column}</code>" in page.content.decode()
    assert bench.get(reverse("autoreply:importing")).status_code == 302


def test_the_commands_export_and_import(category, answer, sari, tmp_path, capsys):
    file = tmp_path / "a.xlsx"
    call_command("export_answers", form="xlsx", output=file)
    call_command("import_answers", file, dry_run=True)
    assert "0 new, 0 changed, 1 unchanged" in capsys.readouterr().out
    file.write_bytes(
        edited(answer, body="Baru.") + b'\n{"slug": "x", ' + b'"question": "Apa?", '
        b'"body": "Itu.", "category": "kependudukan", "review_on": "2027-01-01"}'
    )
    call_command("import_answers", file, dry_run=True)
    assert not answer.versions.open().exists()
    call_command("import_answers", file, by="SARI@example.org")
    out = capsys.readouterr().out
    assert "new: x" in out
    assert "changed: jumlah-penduduk (body)" in out
    assert AnswerVersion.objects.open().count() == 2


def test_the_commands_say_what_is_wrong(category, answer, ana, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(csv_of(review_on="x", category="entah"))
    with pytest.raises(CommandError, match=r"(?s)review_on: .*category: |category: .*review_on: "):
        call_command("import_answers", file, dry_run=True)
    file.write_bytes(csv_of())
    for by in (None, "ana@example.org", "nobody@example.org"):
        with pytest.raises(CommandError, match="--by"):
            call_command("import_answers", file, by=by)
    with pytest.raises(CommandError):
        call_command("import_answers", tmp_path / "none.csv", dry_run=True)
    with pytest.raises(CommandError):
        call_command("export_answers", output=tmp_path / "none" / "a.csv")
    assert Answer.objects.count() == 1
