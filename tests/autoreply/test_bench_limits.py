"""Long, late and odd input at the workbench, and what becomes of answers that leave the public."""

import gc
import weakref
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from autoreply import alerts, answer_form, curation, editing, engine, expiry
from autoreply.models import Answer, AnswerVersion, History, Replay, Vote
from autoreply.models.answer import State
from notifications import answers
from notifications.announcing import announce
from notifications.kinds import ANSWER
from notifications.models import Notification
from pages import moment
from releases.models import Release, Subject
from tests import factories

QUESTION = "jumlah penduduk lampung selatan 2023"


@pytest.fixture
def overtaken(answer):
    """The answer, and data newer than it that are out."""
    series = Subject.objects.create(slug="penduduk", name="Penduduk")
    Release.objects.create(
        subject=series,
        title="Penduduk 2025",
        reference_from=date(2025, 1, 1),
        reference_until=date(2025, 12, 31),
        planned_on=date(2026, 1, 1),
        published_at=moment.now(),
    )
    answer.subject, answer.reference_until = series, date(2024, 12, 31)
    answer.save()
    return answer


def draft(answer, by, **changes):
    found = curation.draft_of(answer, by)
    content = found.content | changes
    curation.write(found, content, by, base=curation.base_of(found), note="")
    return found


def test_a_masked_note_fits(client, answer):
    note = " ".join(["a@b.co"] * 43)
    assert len(note) == 300
    url = reverse("autoreply:vote", args=[answer.slug])
    assert client.post(url, {"helped": "no", "note": note}).status_code == 302
    assert len(Vote.objects.get().note) <= 300


@pytest.mark.parametrize("link", [f"https://x.example/{'a' * 250}", "https://", "https://[x/"])
def test_a_link_that_can_be_no_source_is_left_out(link, topic, sari, logged_in):
    post = factories.reply(topic, sari, f"Lihat {link} ya.")
    url = reverse("autoreply:answer_from_reply", args=[post.pk])
    assert logged_in(sari).post(url).status_code == 302
    assert Answer.objects.get().source_url == ""


@pytest.mark.parametrize("sample", [{"sample": "1"}, {}])
@pytest.mark.parametrize(
    ("since", "until"), [("0001-01-01", "2026-01-01"), ("2026-01-01", "9999-12-31")]
)
def test_a_replay_of_all_time(answer, dewi, logged_in, committed, since, until, sample):
    version = draft(answer, dewi)
    url = reverse("autoreply:replay_new", args=[version.pk])
    with committed():
        page = logged_in(dewi).post(url, {"since": since, "until": until} | sample)
    assert page.status_code == 302
    assert Replay.objects.get().state == "done"
    assert logged_in(dewi).get(page.url).status_code == 200


def test_a_replay_keeps_no_index_alive(answer, dewi, logged_in, ana, category, committed):
    with committed():
        factories.topic(ana, category, QUESTION)
    url = reverse("autoreply:replay_new", args=[draft(answer, dewi).pk])
    today = moment.today().isoformat()
    logged_in(dewi).post(url, {"since": today, "until": today, "sample": "1"})
    held = weakref.ref(engine.current().index)
    answer.save()
    engine.current()
    engine._drafts.clear()
    gc.collect()
    assert held() is None


def test_an_answer_that_robots_never_give_is_not_called_silent(answer):
    for found in (answer, answer):
        found.versions.update(published_at=moment.now() - timedelta(days=400))
    assert [alert.kind for alert in alerts.of(answer)] == ["silent"]
    Answer.objects.update(audience="officers")
    assert alerts.of(answer) == []


def test_a_rule_of_a_category_that_is_gone_does_not_come_to_hold_everywhere(answer):
    rule = dict.fromkeys(editing.RULE_WORDS, "") | {"effect": "block", "all_of": "hotel"}
    content = editing.content_of(answer)
    content["rules"] = [rule | {"category": "hilang", "excludes_category": False}]
    assert [form.initial for form in answer_form.rule_forms(content).initial_forms] == []


def test_a_mended_link_is_no_longer_called_broken(answer, dewi, sari):
    Answer.objects.update(link_failure="404")
    answer.refresh_from_db()
    curation.confirm(answer, dewi, moment.today() + timedelta(days=9))
    assert [alert.kind for alert in alerts.of(answer)] == ["link"]
    curation.publish(draft(answer, dewi, source_url="https://x.example/baru"), sari)
    assert alerts.of(answer) == []


def test_what_was_overtaken_while_it_was_paused_does_not_fire_when_resumed(overtaken, dewi):
    Answer.objects.update(when_overtaken="stop", state=State.PAUSED)
    expiry.sweep()
    overtaken.refresh_from_db()
    curation.set_state(overtaken, State.PUBLISHED, dewi)
    assert engine.judge(engine.rank(QUESTION)).kind == "silent"


def test_an_answer_given_after_newer_data_came_out_says_so(overtaken, ana, category, committed):
    expiry.sweep()
    with committed():
        topic = factories.topic(ana, category, QUESTION)
    assert "Penduduk 2025" in topic.decision.post.body


@pytest.mark.parametrize("question", ["Saran", "Atom"])
def test_an_answer_does_not_get_the_address_of_another_page(category, dewi, question):
    content = editing.blank() | {"question": question, "body": "Isi.", "category": category.slug}
    content["review_on"] = "2030-01-01"
    assert curation.start(content, dewi).answer.slug == f"{question.lower()}-2"


def test_a_number_too_long_to_be_a_draft(answer, dewi, logged_in):
    url = reverse("autoreply:trial")
    assert logged_in(dewi).get(url, {"q": QUESTION, "draf": "9" * 5_000}).status_code == 200


def test_a_learnt_wording_is_no_review_and_no_news(answer, dewi, client):
    Answer.objects.update(reviewed_at=moment.now() - timedelta(days=30))
    before = client.get(reverse("autoreply:feed")).content.decode()
    reviewed = Answer.objects.get().reviewed_at
    curation.add_wording(answer, "ada berapa jiwa kak", dewi)
    assert Answer.objects.get().reviewed_at == reviewed
    after = client.get(reverse("autoreply:feed")).content.decode()
    assert "#v1" in before
    assert "#v1" in after
    assert after.count("<entry>") == 1


def test_nobody_is_mailed_what_the_public_may_no_longer_read(answer, ana, dewi, sari):
    answer.follows.create(user=ana)
    version = draft(answer, dewi, body="Isi baru.")
    curation.publish(version, sari, tell=True)
    answers.notify(AnswerVersion.objects.get(pk=version.pk))
    assert Notification.objects.get().recipient == ana
    Answer.objects.update(audience="officers", body="Rahasia petugas.", question="Rahasia?")
    call_command("notify_pending", verbosity=0)
    assert mail.outbox == []


def test_the_bell_says_nothing_that_the_public_may_no_longer_read(
    answer, ana, dewi, sari, logged_in
):
    version = draft(answer, dewi, body="Isi baru.")
    curation.publish(version, sari)
    announce(ANSWER, [ana], AnswerVersion.objects.get(pk=version.pk))
    Answer.objects.update(audience="officers", question="Rahasia petugas?")
    page = logged_in(ana).get(reverse("notifications:notification_list")).content.decode()
    assert "Rahasia" not in page
    assert "tidak dapat dilihat lagi" in page


@pytest.mark.parametrize("name", ["checks", "version", "reversion"])
def test_an_answer_whose_number_no_database_takes(name, answer, dewi, logged_in):
    more = [] if name == "checks" else [answer.version_id]
    url = reverse(f"autoreply:{name}", args=[2**63, *more])
    send = logged_in(dewi).post if name == "reversion" else logged_in(dewi).get
    assert send(url).status_code == 404


def test_a_cluster_whose_number_no_database_takes(dewi, logged_in):
    row = History.objects.create(name="x", state="done", started_by=dewi)
    url = reverse("autoreply:answer_from_history", args=[row.pk, 2**63])
    assert logged_in(dewi).post(url).status_code == 404


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_asks_no_more_for_more_answers(
    form, answer, category, dewi, logged_in, django_assert_max_num_queries
):
    for number in range(9):
        factories.answer(category, f"jawaban-{number}", f"Jawaban nomor {number}?", ())
    browser = logged_in(dewi)
    with django_assert_max_num_queries(8):
        browser.get(reverse("autoreply:export", args=[form]))


def test_a_comparison_speaks_the_readers_language(answer, dewi, logged_in):
    version = draft(answer, dewi, audience="officers", availability="request")
    page = logged_in(dewi).get(version.get_absolute_url()).content.decode()
    assert "<del>public</del>" not in page
    assert "<ins>request</ins>" not in page


def test_a_draft_discarded_meanwhile_is_nobodys_change(answer, dewi, sari, logged_in):
    version = draft(answer, dewi, body="Draf.")
    url = reverse("autoreply:answer_edit", args=[answer.pk])
    form = logged_in(sari).get(url).context["form"]
    sent = {name: form[name].value() for name in ("question", "body", "review_on", "base")}
    sent |= {"category": answer.category_id, "audience": "public", "when_overtaken": "say"}
    sent |= {"rules-TOTAL_FORMS": "0", "rules-INITIAL_FORMS": "0"}
    curation.discard(version, dewi)
    page = logged_in(sari).post(url, sent)
    assert page.status_code == 409
    assert "None " not in page.content.decode()


def test_a_wording_learnt_by_a_paused_answer_is_tried_with_its_draft(answer, dewi):
    curation.set_state(answer, State.PAUSED, dewi)
    version = draft(answer, dewi, body="Draf.")
    assert engine.with_draft(version).rank("zamrud").candidates == ()
    curation.add_wording(answer, "zamrud", dewi)
    version.refresh_from_db()
    assert engine.with_draft(version).rank("zamrud").candidates


@pytest.mark.parametrize("state", [State.PAUSED, State.RETIRED, State.PUBLISHED])
def test_a_trial_says_that_a_paused_answer_stays_so(answer, dewi, sari, logged_in, state):
    if state != State.PUBLISHED:
        curation.set_state(answer, state, dewi)
    version = draft(answer, dewi, body="Draf.")
    trial = {"q": "jumlah penduduk", "draf": version.pk}
    for address, query in (
        (reverse("autoreply:trial"), trial),
        (reverse("autoreply:checks", args=[answer.pk]), {}),
    ):
        page = logged_in(sari).get(address, query).content.decode()
        assert ("setelah jawaban ini dilanjutkan" in page) == (state != State.PUBLISHED)


@pytest.mark.parametrize("slug", ["atom", "saran"])
def test_a_file_cannot_take_the_address_of_another_page(slug, category, dewi, logged_in):
    data = (
        f"slug,question,body,category,review_on\n{slug},Apa itu?,Isi.,{category.slug},2030-01-01\n"
    )
    sent = SimpleUploadedFile("jawaban.csv", data.encode())
    page = logged_in(dewi).post(reverse("autoreply:importing"), {"file": sent})
    assert page.status_code == 422
