"""Every example question is a test, before publishing and on the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from autoreply import curation, editing, examples
from autoreply.models import KeywordRule
from tests import factories


@pytest.fixture
def poverty(category):
    return factories.answer(
        category,
        "kemiskinan",
        "Berapa persen penduduk miskin?",
        ("persentase penduduk miskin lampung", "angka kemiskinan kota metro"),
        ("jumlah penduduk lampung",),
    )


def draft(answer, by, **changes):
    version = curation.draft_of(answer, by)
    content = editing.content_of(answer) | changes
    curation.write(version, content, by, base=curation.base_of(version), note="")
    return version


def test_all_examples_find_their_answers(answer, poverty):
    report = examples.check()
    assert (report.run, report.failures) == (9, ())


def test_a_draft_that_steals_questions_is_told_so_before_it_is_published(
    answer, poverty, dewi, logged_in
):
    version = draft(
        poverty,
        dewi,
        examples=["jumlah penduduk lampung selatan 2023", "brp jml pddk kota metro"],
        rules=[
            {
                "effect": "lift",
                "all_of": "jumlah penduduk",
                "any_of": "",
                "none_of": "",
                "category": "",
                "excludes_category": False,
            }
        ],
    )
    report = examples.check_draft(version)
    assert {row.text for row in report.stolen} >= {"jumlah penduduk lampung selatan 2023"}
    page = logged_in(dewi).get(reverse("autoreply:checks", args=[poverty.pk])).content.decode()
    assert "pertanyaan dari jawaban" in page
    assert answer.question in page


def test_what_was_broken_before_is_told_apart_and_mending_is_told_too(answer, poverty, dewi):
    KeywordRule.objects.create(answer=answer, effect="block", all_of="metro")
    answer.save()
    assert [row.text for row in examples.check().failures] == ["brp jml pddk kota metro"]
    untouched = examples.check_draft(draft(poverty, dewi))
    assert (len(untouched.broken), len(untouched.remaining)) == (0, 1)
    mending = examples.check_draft(draft(answer, dewi, rules=[]))
    assert [row.text for row in mending.mended] == ["brp jml pddk kota metro"]


def test_a_counterexample_that_is_given_the_answer_fails(answer, poverty, dewi):
    version = draft(answer, dewi, counterexamples=["penduduk per kabupaten"])
    assert examples.check_draft(version).broken == ()
    version = draft(answer, dewi, counterexamples=["brp jml pddk kota metro"])
    assert [row.is_negative for row in examples.check_draft(version).broken] == [True]


def test_answers_that_attract_the_same_questions_are_listed(answer, category):
    factories.answer(
        category,
        "kembar",
        "Berapa banyak penduduk suatu daerah?",
        (
            "jumlah penduduk lampung selatan tahun 2023",
            "berapa jumlah penduduk kota metro",
            "data penduduk tiap kabupaten terbaru",
        ),
    )
    conflicts = examples.check().conflicts
    assert len(conflicts) == 1
    assert {conflicts[0].answer.slug, conflicts[0].rival.slug} == {"jumlah-penduduk", "kembar"}


def test_the_command_fails_when_a_test_does(answer, poverty):
    out = StringIO()
    call_command("check_answers", stdout=out)
    assert "9 examples run, 0 fail" in out.getvalue()
    KeywordRule.objects.create(answer=answer, effect="block", all_of="metro")
    answer.save()
    out = StringIO()
    with pytest.raises(CommandError, match="1 examples fail"):
        call_command("check_answers", "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert report["failures"][0]["answer"] == "jumlah-penduduk"
    assert report["failures"][0]["text"] == "brp jml pddk kota metro"


def test_trying_shows_now_and_then(answer, poverty, dewi, logged_in):
    version = draft(answer, dewi, examples=["berapa orang tinggal di pulau pisang"])
    url = reverse("autoreply:trial")
    question = {"q": "brp orang tinggal di pulau pisang", "draf": version.pk}
    page = logged_in(dewi).get(url, question)
    assert page.context["now"].outcome != "answer"
    assert page.context["then"].outcome == "answer"
    for odd in ("x", "999999", "²"):
        assert logged_in(dewi).get(url, {"q": "apa", "draf": odd}).status_code == 200
