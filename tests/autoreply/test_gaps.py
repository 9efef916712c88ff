"""What people look up is kept without a name; what nobody knew is a gap, and becomes an answer."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from autoreply import gaps
from autoreply.models import Answer, AnswerVersion, Lookup
from pages import moment
from tests import factories

UNKNOWN = "peta sebaran kebun kopi robusta"


def look_up(client, text, token=""):
    page = client.get("/jawaban/saran/", {"q": text, "dari": token})
    return page.context["lookup"]


def test_a_lookup_says_what_was_typed_and_how_much_was_shown(client, answer):
    look_up(client, UNKNOWN)
    look_up(client, "jumlah penduduk metro")
    unknown, known = Lookup.objects.order_by("pk")
    assert (unknown.text, unknown.answers, unknown.topics) == (UNKNOWN, 0, 0)
    assert known.answers == 1


def test_text_being_typed_is_one_lookup_and_another_question_another(client, answer):
    token = look_up(client, "peta sebaran")
    assert look_up(client, UNKNOWN, token) == token
    assert Lookup.objects.get().text == UNKNOWN
    assert look_up(client, "harga cabai keriting", token) != token
    assert Lookup.objects.count() == 2


@pytest.mark.parametrize("token", ["x", "0" * 32, "'; DROP TABLE", "123"])
def test_a_foreign_token_begins_a_lookup_of_its_own(client, answer, token):
    assert look_up(client, UNKNOWN, token)
    assert Lookup.objects.count() == 1


def test_personal_data_are_masked_and_short_texts_forgotten(client, answer):
    look_up(client, "hub saya 0812 3456 7890 atau budi@example.org ya")
    look_up(client, "ab")
    text = Lookup.objects.get().text
    assert "3456" not in text
    assert "example.org" not in text


def test_whoever_asks_faster_than_people_type_is_not_recorded(client, answer):
    for number in range(70):
        look_up(client, f"pertanyaan ke {number}")
    assert Lookup.objects.count() == 60


def test_what_people_did_then_is_known(client, answer, ana, category, committed):
    token = look_up(client, "jumlah penduduk metro")
    client.get(answer.get_absolute_url(), {"dari": token})
    assert Lookup.objects.get().opened == answer
    look_up(client, UNKNOWN)
    with committed():
        topic = factories.topic(ana, category, UNKNOWN)
    assert Lookup.objects.get(text=UNKNOWN).topic == topic


@pytest.fixture
def missed(client, answer, ana, ben, category, committed):
    """Three ways to miss the same, and one other."""
    for text in (UNKNOWN, "peta kebun kopi robusta lampung barat"):
        look_up(client, text)
    with committed():
        factories.topic(ana, category, "ada peta kebun kopi robusta tidak")
        factories.topic(ben, category, "jadwal kapal ke bakauheni")


def test_gaps_are_put_together_with_the_largest_first(missed):
    found = gaps.find()
    assert [len(gap.misses) for gap in found] == [3, 1]
    assert len(found[0].topics) == 1


def test_an_answer_that_did_not_help_is_a_gap_unless_it_is_answered_now(
    answer, ana, category, committed
):
    with committed():
        topic = factories.topic(ana, category, "jumlah penduduk lampung selatan 2023")
    factories.feedback(topic, helped=False)
    assert gaps.find() == [], "the same question would be answered: it is the feedback's business"


def test_from_the_largest_gap_to_a_draft_with_its_wordings(missed, dewi, logged_in):
    browser = logged_in(dewi)
    gap = browser.get(reverse("autoreply:gaps")).context["gaps"][0]
    page = browser.post(reverse("autoreply:answer_from_gap"), {"wording": gap.wordings})
    draft = AnswerVersion.objects.open().get()
    assert page.url == reverse("autoreply:answer_edit", args=[draft.answer_id])
    assert set(draft.content["examples"]) == set(gap.wordings)
    assert browser.post(reverse("autoreply:answer_from_gap"), {"wording": " "}).status_code == 302
    assert Answer.objects.count() == 2


def test_lookups_are_forgotten_after_a_year(client, answer):
    look_up(client, UNKNOWN)
    Lookup.objects.update(at=moment.now() - timedelta(days=366))
    look_up(client, "jumlah penduduk metro")
    call_command("expire_answers", verbosity=0)
    assert Lookup.objects.get().text == "jumlah penduduk metro"


def test_two_clicks_from_an_officers_reply_to_a_draft(
    ana, ben, sari, category, committed, logged_in
):
    with committed():
        topic = factories.topic(ana, category, "peta kebun kopi di mana")
        other = factories.topic(ben, category, "lokasi peta kebun kopi")
    factories.confirmed_duplicate(other, topic, sari)
    reply = factories.reply(topic, sari, "Lihat (https://lampung.bps.go.id/id/kopi).")
    page = logged_in(sari).get(topic.get_absolute_url()).content.decode()
    url = reverse("autoreply:answer_from_reply", args=[reply.pk])
    assert url in page
    assert logged_in(sari).post(url).status_code == 302
    content = AnswerVersion.objects.open().get().content
    assert content["question"] == topic.title
    assert content["examples"] == [topic.title, other.title]
    assert content["source_url"] == "https://lampung.bps.go.id/id/kopi"
    assert content["category"] == category.slug
    question = topic.posts.get(path="")
    refused = logged_in(sari).post(reverse("autoreply:answer_from_reply", args=[question.pk]))
    assert refused.url.startswith(topic.get_absolute_url())
    assert AnswerVersion.objects.open().count() == 1
