"""The automatic first reply."""

from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from autoreply import engine, responder
from autoreply.models import Answer, Decision
from forum.models import Topic
from tests import factories

KNOWN = "brp jumlah pddk lamsel thn 2024"


@pytest.fixture
def asked(ana, category, answer, committed):
    """A topic that the answer fits."""
    with committed():
        return factories.topic(ana, category, KNOWN)


def test_a_known_question_is_answered_by_the_bot(asked, answer, bot):
    decision = Decision.objects.get(topic=asked)
    assert (decision.outcome, decision.answer) == ("answer", answer)
    assert (decision.post.author, decision.post.kind) == (bot, "automatic")
    assert "Lampung Dalam Angka" in decision.post.body
    assert answer.source_url in decision.post.body
    assert decision.took_ms >= 0


def test_an_automatic_answer_is_no_officers_answer(asked):
    asked.ticket.refresh_from_db()
    assert asked.ticket.first_automatic_at is not None
    assert asked.ticket.first_officer_at is None


def test_an_unknown_question_gets_silence_and_stays_in_the_queue(ana, category, answer, committed):
    with committed():
        topic = factories.topic(ana, category, "Resep bolu pisang yang empuk")
    assert Decision.objects.get(topic=topic).outcome == "silent"
    assert topic.posts.count() == 1


def test_it_decides_once(asked):
    responder.answer_new_topic(asked)
    call_command("decide_pending", verbosity=0)
    assert asked.posts.filter(kind="automatic").count() == 1


def test_officers_and_the_bot_are_not_answered(sari, category, answer, committed):
    with committed():
        topic = factories.topic(sari, category, KNOWN)
    call_command("decide_pending", verbosity=0)
    assert not Decision.objects.filter(topic=topic).exists()


def test_a_crash_of_the_matcher_never_breaks_asking_and_is_made_good(
    logged_in, ana, category, answer, committed
):
    form = {"title": KNOWN, "body": "Mohon dibantu", "category": category.slug}
    with patch.object(engine, "rank", side_effect=RuntimeError), committed():
        assert logged_in(ana).post("/tanya/", form).status_code == 302
    with patch.object(engine, "rank", side_effect=RuntimeError), pytest.raises(CommandError):
        call_command("decide_pending", verbosity=0)
    assert not Decision.objects.exists()
    call_command("decide_pending", verbosity=0)
    assert Topic.objects.get().decision.outcome == "answer"


def test_a_changed_answer_is_matched_as_it_is_now(answer, category):
    assert engine.rank("harga cabai").candidates == ()
    factories.answer(
        category, "harga-cabai", "Harga cabai", ("harga cabai hari ini", "cabe brp harganya")
    )
    assert engine.rank("harga cabai").candidates[0].key == Answer.objects.get(slug="harga-cabai").pk


def test_officers_see_why(logged_in, sari, ana, asked):
    page = logged_in(sari).get(asked.get_absolute_url()).content.decode()
    assert "Contoh terdekat:" in page
    assert "Contoh terdekat:" not in logged_in(ana).get(asked.get_absolute_url()).content.decode()


def feedback(client, decision, **form):
    return client.post(reverse("autoreply:feedback", args=[decision.pk]), form, follow=True)


def test_helped_resolves_without_an_officer(logged_in, ana, asked):
    page = feedback(logged_in(ana), asked.decision, helped="yes").content.decode()
    asked.ticket.refresh_from_db()
    assert asked.ticket.status == "resolved"
    assert "Apakah ini membantu?" not in page


def test_not_helped_waits_for_an_officer_with_its_reason(logged_in, ana, asked):
    feedback(logged_in(ana), asked.decision, helped="no", reason="outdated", note="Perlu 2025")
    asked.ticket.refresh_from_db()
    given = asked.decision.feedback
    assert (given.helped, given.reason, given.note) == (False, "outdated", "Perlu 2025")
    assert asked.ticket.status == "new"


def test_a_changed_mind_brings_it_back(logged_in, ana, asked):
    client = logged_in(ana)
    feedback(client, asked.decision, helped="yes")
    feedback(client, asked.decision, helped="no")
    asked.ticket.refresh_from_db()
    assert asked.ticket.status == "in-progress"


@pytest.mark.parametrize("form", [{}, {"helped": "x"}, {"helped": "no", "note": "x" * 301}])
def test_bad_feedback_is_named_and_changes_nothing(logged_in, ana, asked, form):
    page = feedback(logged_in(ana), asked.decision, **form).content.decode()
    assert "Silakan pilih ya atau tidak" in page
    assert not hasattr(Decision.objects.get(), "feedback")


def test_only_the_asker_judges(logged_in, ben, asked):
    assert feedback(logged_in(ben), asked.decision, helped="yes").status_code == 403
    assert (
        "Apakah ini membantu?" not in logged_in(ben).get(asked.get_absolute_url()).content.decode()
    )


def test_strangers_are_sent_to_log_in(client, asked):
    url = reverse("autoreply:feedback", args=[asked.decision.pk])
    assert client.post(url, {"helped": "yes"}).url.startswith(reverse("account_login"))


def test_wrong_method(logged_in, ana, asked):
    url = reverse("autoreply:feedback", args=[asked.decision.pk])
    assert logged_in(ana).get(url).status_code == 405
