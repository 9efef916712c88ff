"""An import with anything wrong, or overtaken by somebody's work, changes nothing."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core import signing
from django.urls import reverse

from autoreply import curation, editing, importing, tabular
from autoreply.models import Answer
from forum.models import Category
from pages import staging
from pages.tables import RefusedError
from tests.answer_files import (
    as_csv,
    counts,
    csv_of,
    edited,
    exported,
    go_on,
    published,
    send,
    workbook,
)


@pytest.fixture
def bench(sari, logged_in):
    """The browser of an officer."""
    return logged_in(sari)


WRONG_CELLS = [
    ({"review_on": "31/31/2027"}, "review_on"),
    ({"review_on": ""}, "review_on"),
    ({"reference_until": "besok"}, "reference_until"),
    ({"category": "entah"}, "category"),
    ({"team": "entah"}, "team"),
    ({"subject": "entah"}, "subject"),
    ({"question": "?!"}, "question"),
    ({"question": "x" * 201}, "question"),
    ({"body": ""}, "body"),
    ({"body": "x" * 20_001}, "body"),
    ({"source_url": "javascript:alert(1)"}, "source_url"),
    ({"availability": "entah"}, "availability"),
    ({"availability": "unavailable"}, "unavailable_reason"),
    ({"audience": "entah"}, "audience"),
    ({"needs_region": "mungkin"}, "needs_region"),
    ({"link_template": "https://x.id/{entah}"}, "link_template"),
    ({"examples": "!!!"}, "examples"),
    ({"examples": "luas", "counterexamples": "luas"}, "counterexamples"),
    ({"rules": "naikkan | all: luas"}, "rules"),
    ({"rules": "lift | semua: luas"}, "rules"),
    ({"rules": "lift | all: yang"}, "rules"),
    ({"rules": "lift"}, "rules"),
    ({"rules": "lift | all: luas | category: entah"}, "rules"),
    ({"rules": "\n".join(["lift | all: luas"] * 31)}, "rules"),
    ({"slug": "Bukan Alamat"}, "slug"),
]


@pytest.mark.parametrize(("cells", "column"), WRONG_CELLS)
def test_what_is_wrong_is_said_by_line_and_column(bench, category, cells, column):
    page = send(bench, csv_of(**cells))
    assert page.status_code == 422
    assert [(fault.line, fault.column) for fault in page.context["faults"]] == [(2, column)]
    assert f"{column}:" in page.content.decode()
    assert 'name="staged"' not in page.content.decode()
    assert counts() == (0, 0)


def test_everything_wrong_is_said_at_once(bench, category):
    good = ["Apa itu inflasi?", "Kenaikan harga.", category.slug, "2027-01-31"]
    bad = ["", "Isi", "entah", "kapan"]
    page = send(bench, as_csv(tabular.REQUIRED, good, bad, good[:2], bad))
    places = [(fault.line, fault.column) for fault in page.context["faults"]]
    assert sorted(set(places)) == sorted(
        [(line, column) for line in (3, 5) for column in ("question", "category", "review_on")]
        + [(4, "")]
    )
    assert len(places) == len(set(places))
    assert counts() == (0, 0)


def test_an_answer_twice_in_the_file_is_wrong(bench, answer):
    lines = exported("jsonl")
    page = send(bench, lines + lines)
    places = [(fault.line, fault.column) for fault in page.context["faults"]]
    assert places == [(1, "slug"), (2, "slug")]


JSON_LINES = [
    "{",
    '{"question": "\\ud800"}',
    '{"rules": "lift"}',
    '{"rules": ["lift"]}',
    '{"examples": "luas"}',
    '{"examples": [1]}',
    '{"needs_year": 5}',
    '{"entah": 1}',
    '{"question": {}}',
    "{" + "[" * 100_000,
]


@pytest.mark.parametrize("line", JSON_LINES)
def test_a_line_of_another_shape_is_refused(db, line):
    with pytest.raises(RefusedError) as refused:
        importing.plan(line.encode())
    assert {fault.line for fault in refused.value.faults} == {1}


def bomb():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (51 * 1024 * 1024))
    return target.getvalue()


def archive_of_something_else():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return target.getvalue()


def too_many_rows():
    return as_csv(tabular.REQUIRED, *[["a", "b", "c", "d"]] * 5_001)


FOREIGN = {
    "empty": lambda: b"",
    "blank": lambda: b"\xef\xbb\xbf \r\n",
    "header only": lambda: as_csv(tabular.REQUIRED),
    "empty workbook": lambda: workbook(),
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "utf-16": lambda: "question;body".encode("utf-16"),
    "latin-1": lambda: csv_of(body="caf\xe9").decode().encode("latin-1"),
    "old excel": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "text": lambda: b"Selamat pagi,\nini surat.",
    "open quote": lambda: csv_of() + b'"tidak ditutup',
    "damaged": lambda: b"PK\x03\x04" + b"x" * 500,
    "other archive": archive_of_something_else,
    "bomb": bomb,
    "large": lambda: b"a" * (5 * 1024 * 1024 + 1),
    "rows": too_many_rows,
    "unknown column": lambda: csv_of(entah="x"),
    "column twice": lambda: as_csv([*tabular.REQUIRED, "body"], ["a"] * 5),
    "missing column": lambda: as_csv(tabular.REQUIRED[:3], ["a"] * 3),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_that_is_no_table_of_answers_is_refused(bench, category, kind):
    page = send(bench, FOREIGN[kind]())
    assert page.status_code == 422
    assert page.context["faults"]
    assert counts() == (0, 0)


def test_no_file_is_said(bench):
    assert bench.post(reverse("autoreply:importing")).status_code == 422


def test_what_changed_since_the_review_refuses_everything(bench, category, answer, dewi):
    other = published(category)
    page = send(bench, edited(answer, body="Baru.") + b"\n" + edited(other, body="Baru."))
    curation.confirm(other, dewi, date(2028, 1, 1))
    before = counts()
    refused = go_on(bench, page)
    assert refused.status_code == 409
    assert "“lain”" in refused.content.decode()
    assert answer.slug not in str(refused.context["faults"])
    assert counts() == before


def test_a_draft_begun_since_the_review_refuses_it(bench, answer, dewi):
    page = send(bench, edited(answer, body="Baru."))
    draft = curation.draft_of(answer, dewi)
    assert go_on(bench, page).status_code == 409
    draft.refresh_from_db()
    assert draft.content == editing.content_of(answer)


def test_a_draft_rewritten_since_the_review_refuses_it(bench, answer, dewi):
    draft = curation.draft_of(answer, dewi)
    page = send(bench, edited(answer, body="Baru."))
    theirs = draft.content | {"body": "Punya Dewi."}
    curation.write(draft, theirs, dewi, base=curation.base_of(draft), note="")
    assert go_on(bench, page).status_code == 409
    draft.refresh_from_db()
    assert draft.content == theirs


def test_the_same_review_is_used_once(bench, category):
    page = send(bench, csv_of())
    assert go_on(bench, page).status_code == 302
    assert go_on(bench, page).status_code == 409
    assert Answer.objects.count() == 1


def test_a_category_gone_since_the_review_refuses_it(bench, category):
    page = send(bench, csv_of())
    Category.objects.all().delete()
    assert go_on(bench, page).status_code == 409
    assert counts() == (0, 0)


def test_a_forged_old_or_borrowed_review_is_refused(bench, category, dewi, logged_in, monkeypatch):
    page = send(bench, csv_of())
    address = reverse("autoreply:importing")
    assert bench.post(address, {"staged": "W10:x:y"}).status_code == 409
    forged = signing.dumps([1, []], salt="another")
    assert bench.post(address, {"staged": forged}).status_code == 409
    assert go_on(logged_in(dewi), page).status_code == 409
    monkeypatch.setattr(staging, "_HOUR", timedelta(seconds=-1))
    assert go_on(bench, page).status_code == 409
    assert counts() == (0, 0)


def test_more_than_a_form_may_send_is_refused_at_once(bench, category, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_100
    page = send(bench, csv_of())
    assert page.status_code == 422
    assert counts() == (0, 0)


def test_more_than_is_reviewed_at_once_is_for_the_command(bench, category, sari, monkeypatch):
    monkeypatch.setattr(staging, "_MOST_REVIEWED", 0)
    assert send(bench, csv_of()).status_code == 422
    importing.apply(importing.plan(csv_of()).staged, sari)
    assert Answer.objects.count() == 1
