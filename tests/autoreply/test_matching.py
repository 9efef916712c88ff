"""Rules, slots, thresholds and calibration as curators and administrators meet them."""

import json
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from autoreply import engine
from autoreply.models import CalibrationFit, Decision, Feedback, KeywordRule, Matching
from autoreply.models.answer import fillable
from tests import factories
from tests.factories import PASSWORD

QUESTION = "jumlah penduduk lampung selatan 2023"


@pytest.fixture
def admin(client, db):
    User.objects.create_superuser("admin@example.org", PASSWORD, display_name="Admin")
    client.login(email="admin@example.org", password=PASSWORD)
    return client


def ask(author, category, title, committed):
    with committed():
        topic = factories.topic(author, category, title)
    return Decision.objects.get(topic=topic)


def test_a_rule_blocks_at_once_and_the_officer_sees_which(
    answer, ana, sari, category, committed, logged_in
):
    assert ask(ana, category, QUESTION, committed).outcome == "answer"
    KeywordRule.objects.create(answer=answer, effect="block", all_of="lamsel")
    answer.save()
    decision = ask(ana, category, QUESTION + " ya", committed)
    assert decision.outcome == "silent"
    page = logged_in(sari).get(decision.topic.get_absolute_url()).content.decode()
    assert "Aturan yang berlaku" in page
    assert "lamsel" in page


def test_a_rule_of_one_category_leaves_the_others_alone(answer, ana, category, committed):
    KeywordRule.objects.create(
        answer=answer, effect="block", all_of="penduduk", category=category, excludes_category=True
    )
    answer.save()
    assert ask(ana, category, "jumlah pddk lampung selatan", committed).outcome == "answer"


def test_a_rule_follows_its_category_to_another_address(answer, ana, category, committed):
    KeywordRule.objects.create(
        answer=answer, effect="block", all_of="lamsel", category=category, excludes_category=True
    )
    answer.save()
    assert ask(ana, category, QUESTION, committed).outcome == "answer"
    category.slug = "penduduk-dan-wilayah"
    category.save()
    assert ask(ana, category, QUESTION + " ya", committed).outcome == "answer"


@pytest.mark.parametrize(
    ("words", "field"),
    [({"all_of": "yang"}, "all_of"), ({"any_of": "miskin, di"}, "any_of"), ({}, "all_of")],
)
def test_a_blank_keyword_is_refused_by_name(answer, words, field):
    with pytest.raises(ValidationError) as error:
        KeywordRule(answer=answer, effect="block", **words).full_clean()
    assert field in error.value.message_dict


@pytest.mark.parametrize(
    ("question", "asked_back", "link"),
    [
        ("berapa jumlah penduduk", "Wilayah dan tahun berapa", False),
        ("jumlah penduduk lampung selatan", "Tahun berapa", True),
        ("data penduduk per kabupaten tahun 2023", "Wilayah mana", True),
        (QUESTION, "", True),
    ],
)
def test_what_is_missing_is_asked_and_what_is_named_is_filled_in(
    answer, ana, category, committed, question, asked_back, link
):
    answer.needs_region = answer.needs_year = True
    answer.link_template = "https://lampung.bps.go.id/id/statistics-table?keyword={wilayah}+{tahun}"
    answer.save()
    Matching(precision=0.5).save()
    body = ask(ana, category, question, committed).post.body
    assert (asked_back in body) if asked_back else "yang Anda maksud" not in body
    assert ("Cari langsung" in body) == link
    if question == QUESTION:
        assert "keyword=Lampung+Selatan+2023" in body


@pytest.mark.parametrize(
    "template",
    ["https://x.example/{angka}", "https://x.example/{", "javascript:{wilayah}", "https://a/{0}"],
)
def test_a_link_that_nobody_can_fill_is_refused(template):
    with pytest.raises(ValidationError):
        fillable(template)
    fillable("https://lampung.bps.go.id/?q={wilayah}")


def test_the_administrator_sets_the_precision_and_it_counts_at_once(admin, answer):
    assert engine.judge(engine.rank(QUESTION)).kind == "answer"
    url = reverse("admin:autoreply_matching_add")
    assert admin.post(url, {"precision": "2", "choose": "0.5"}).status_code == 200
    assert not Matching.objects.exists()
    # No calibration promises more than it was fitted to.
    assert admin.post(url, {"precision": "0.99", "choose": "0.99"}).status_code == 302
    assert engine.judge(engine.rank("data penduduk kabupaten")).kind == "silent"
    assert admin.get(url).status_code == 403, "there is one row"


def sets(tmp_path, size=120):
    """Half the questions have their answer's words, half another's."""
    topics = ["beras", "kopi", "ikan", "jagung", "padi", "karet"]
    rows = []
    for number in range(size):
        for at, topic in enumerate(topics):
            other = topics[(at + 1) % len(topics)] if number % 4 == 1 else topic
            rows.append({"intent": topic, "text": f"harga {other} nomor {number}"})
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    outside = tmp_path / "outside.jsonl"
    outside.write_text("\n".join(json.dumps({"text": f"lagu {n}"}) for n in range(60)))
    return path, outside


def test_calibrate_fits_stores_and_decides_by_it(tmp_path, db):
    path, outside = sets(tmp_path)
    out = StringIO()
    call_command("calibrate", answers=[path], out_of_scope=[outside], dry_run=True, stdout=out)
    assert not CalibrationFit.objects.exists()
    call_command("calibrate", answers=[path], out_of_scope=[outside], stdout=out)
    fit = CalibrationFit.objects.get()
    assert "answers.jsonl" in fit.source
    assert fit.samples > 200
    assert Matching.objects.current().calibration.samples == fit.samples
    assert Matching.objects.current().calibration.fitted_on == fit.fitted_at.date()


def test_calibrate_counts_what_askers_said_and_refuses_too_little(answer, ana, category, committed):
    decision = ask(ana, category, QUESTION, committed)
    Feedback.objects.give(decision, ana, helped=True)
    with pytest.raises(CommandError, match="1 judged questions, 1 of them right"):
        call_command("calibrate")
    assert not Matching.objects.exists()


def test_evaluate_answers_prints_one_object_and_needs_no_database(tmp_path):
    path, outside = sets(tmp_path, size=6)
    out = StringIO()
    call_command(
        "evaluate_answers", answers=path, out_of_scope=[outside], json=True, stdout=out,
        leave_one_out=True,
    )  # fmt: skip
    row = json.loads(out.getvalue())
    assert {
        "accuracy_at_1", "accuracy_at_3", "mrr", "tuned", "shipped", "orphans_answered",
        "ms_median", "ms_p95", "build_seconds",
    } <= set(row)  # fmt: skip
    assert {"choice_rate", "choice_hit_rate", "coverage"} <= set(row["shipped"])
    out = StringIO()
    call_command("evaluate_answers", answers=path, questions=path, stdout=out)
    assert "accuracy@1" in out.getvalue()


@pytest.mark.parametrize("text", ["", "bukan json"])
def test_a_bad_file_is_refused(tmp_path, text):
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(CommandError):
        call_command("evaluate_answers", answers=path)


def test_evaluate_duplicates_leaves_no_trace(tmp_path, topic, bot):
    path = tmp_path / "pairs.jsonl"
    rows = [
        {"a": "brp jml pddk lamsel", "b": "Jumlah penduduk Lampung Selatan", "dup": 1},
        {"a": "harga beras", "b": "Jam buka kantor", "dup": 0},
        {"a": "jam buka kantor brp", "b": "Kantor buka jam berapa", "dup": 1},
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    out = StringIO()
    call_command("evaluate_duplicates", pairs=path, retrieval=path, json=True, stdout=out)
    row = json.loads(out.getvalue())
    assert row["recall_at_1"] == row["average_precision"] == row["best_f1"] == 1.0
    assert list(type(topic).objects.all()) == [topic]
