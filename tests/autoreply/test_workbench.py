"""Curators write, review, publish and take back answers; every step is in the history."""

import pytest
from django.urls import reverse

from autoreply import curation, editing, engine
from autoreply.models import Answer, AnswerEvent, AnswerVersion, Curation, Decision
from autoreply.models.answer import State
from tests import factories

NEW = {
    "question": "Di mana peta desa wisata?",
    "body": "Peta desa wisata disusun **dinas pariwisata**.",
    "audience": "public",
    "when_overtaken": "say",
    "review_on": "2028-01-31",
    "examples": "peta desa wisata lampung\nada peta  wisata desa gak\npeta desa wisata lampung",
    "counterexamples": "jumlah tamu hotel",
    "rules-TOTAL_FORMS": "1",
    "rules-INITIAL_FORMS": "0",
}


@pytest.fixture
def write(category):
    """Fill in and send the form of an answer, as it stands plus `changes`."""

    def write(browser, answer=None, **changes):
        url = reverse("autoreply:answer_new")
        data = NEW | {"category": category.pk} | changes
        if answer:
            url = reverse("autoreply:answer_edit", args=[answer.pk])
            form = browser.get(url).context["form"]
            data["base"] = form["base"].value() or ""
        return browser.post(url, data | {k: v for k, v in changes.items() if v is not None})

    return write


def act(browser, answer, name, **data):
    return browser.post(reverse("autoreply:draft_act", args=[answer.pk, name]), data)


def kinds(answer):
    return list(answer.events.order_by("at", "pk").values_list("kind", flat=True))


def test_from_a_draft_to_an_answer_that_fires(
    write, sari, dewi, ana, category, committed, logged_in, client
):
    assert write(logged_in(dewi)).status_code == 302
    answer = Answer.objects.get()
    assert answer.state == State.DRAFT
    assert client.get(answer.get_absolute_url()).status_code == 404
    assert act(logged_in(dewi), answer, "tinjauan").status_code == 302
    assert act(logged_in(dewi), answer, "penerbitan").status_code == 403, "needs a second person"
    assert act(logged_in(sari), answer, "penerbitan").status_code == 302
    answer.refresh_from_db()
    assert (answer.state, answer.version.number) == (State.PUBLISHED, 1)
    assert [p.text for p in answer.phrasings.filter(is_negative=False)] == [
        "peta desa wisata lampung",
        "ada peta wisata desa gak",
    ]
    assert "dinas pariwisata" in client.get(answer.get_absolute_url()).content.decode()
    with committed():
        topic = factories.topic(ana, category, "ada peta wisata desa gak kak")
    decision = Decision.objects.get(topic=topic)
    assert (decision.answer, decision.version) == (answer, answer.version)
    assert kinds(answer) == ["created", "submitted", "published"]
    page = logged_in(dewi).get(reverse("autoreply:curated", args=[answer.pk])).content.decode()
    assert "Sari" in page
    assert "Dewi" in page


def test_a_draft_changes_nothing_until_it_is_published(
    write, answer, dewi, sari, client, logged_in
):
    assert write(logged_in(dewi), answer, body="Isi yang baru.").status_code == 302
    assert "Isi yang baru" not in client.get(answer.get_absolute_url()).content.decode()
    before = answer.version
    act(logged_in(sari), answer, "penerbitan")
    assert "Isi yang baru" in client.get(answer.get_absolute_url()).content.decode()
    answer.refresh_from_db()
    assert answer.version.number == 2
    before.refresh_from_db()
    assert "Dalam Angka" in before.content["body"], "a published version never changes"


def test_the_comparison_marks_what_changed_and_one_click_goes_back(
    write, answer, dewi, sari, logged_in, client
):
    first = answer.version
    write(logged_in(dewi), answer, body="Isi yang baru.", question=answer.question)
    draft = AnswerVersion.objects.open().get()
    page = logged_in(sari).get(draft.get_absolute_url()).content.decode()
    assert "<ins>Isi" in page
    assert "<del>brp jml pddk kota metro</del>" in page
    act(logged_in(sari), answer, "penerbitan")
    url = reverse("autoreply:reversion", args=[answer.pk, first.pk])
    assert logged_in(sari).post(url).status_code == 403, "curators only"
    assert logged_in(dewi).post(url).status_code == 302
    answer.refresh_from_db()
    assert answer.version.number == 3
    assert editing.content_of(answer) == first.content
    assert "Dalam Angka" in client.get(answer.get_absolute_url()).content.decode()
    assert kinds(answer)[-1] == "reverted"


def test_without_the_second_person_a_curator_publishes_alone_but_an_officer_does_not(
    write, answer, dewi, sari, logged_in
):
    Curation(needs_second_person=False).save()
    write(logged_in(sari), answer, body="Dari petugas.")
    assert act(logged_in(sari), answer, "penerbitan").status_code == 403
    write(logged_in(dewi), answer, body="Dari kurator.")
    assert act(logged_in(dewi), answer, "penerbitan").status_code == 302


def test_two_officers_without_a_curator_publish_nothing(write, answer, sari, logged_in):
    other = factories.officer("budi", "petugas")
    write(logged_in(sari), answer)
    assert act(logged_in(other), answer, "penerbitan").status_code == 403


def test_a_reviewer_sends_the_draft_back_with_a_reason(write, answer, dewi, sari, logged_in):
    write(logged_in(dewi), answer)
    act(logged_in(dewi), answer, "tinjauan")
    act(logged_in(sari), answer, "pengembalian", note="Sumbernya belum ada.")
    assert AnswerVersion.objects.open().get().stage == "draft"
    page = logged_in(dewi).get(reverse("autoreply:curated", args=[answer.pk])).content.decode()
    assert "Sumbernya belum ada." in page


def test_who_writes_at_the_same_time_loses_nothing(write, answer, dewi, sari, logged_in):
    write(logged_in(dewi), answer, body="Dari Dewi.")
    url = reverse("autoreply:answer_edit", args=[answer.pk])
    stale = logged_in(sari).get(url).context["form"]["base"].value()
    write(logged_in(dewi), answer, body="Dari Dewi, lagi.")
    late = write(logged_in(sari), answer, body="Dari Sari.")
    assert late.status_code == 302, "with a fresh form it is no conflict"
    write(logged_in(dewi), answer, body="Dari Dewi, ketiga.")
    data = NEW | {"category": answer.category_id, "body": "Dari Sari.", "base": stale}
    late = logged_in(sari).post(url, data)
    assert late.status_code == 409
    assert "Dari Sari." in late.content.decode()
    assert AnswerVersion.objects.open().get().content["body"] == "Dari Dewi, ketiga."
    again = logged_in(sari).post(url, data | {"base": late.context["form"]["base"].value()})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": "🙏"}, "question"),
        ({"body": ""}, "body"),
        ({"examples": "x" * 301}, "examples"),
        ({"examples": "???"}, "examples"),
        ({"examples": "jumlah tamu hotel"}, "counterexamples"),
        ({"availability": "unavailable"}, "unavailable_reason"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"link_template": "https://x.example/{angka}"}, "link_template"),
        ({"review_on": ""}, "review_on"),
        ({"category": "0"}, "category"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field_and_kept(write, dewi, logged_in, changes, field):
    page = write(logged_in(dewi), **changes)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "ada peta  wisata" in page.content.decode() or "examples" in changes
    assert not Answer.objects.exists()


def test_keyword_rules_are_part_of_the_answer(write, answer, dewi, sari, logged_in):
    rule = {
        "rules-0-effect": "block",
        "rules-0-all_of": "hotel",
        "question": answer.question,
        "examples": "jumlah penduduk lampung selatan",
    }
    blank = {"rules-0-effect": "block", "rules-0-all_of": "yang"}
    assert write(logged_in(dewi), answer, **blank).status_code == 422
    write(logged_in(dewi), answer, **rule)
    act(logged_in(sari), answer, "penerbitan")
    assert str(answer.rules.get()) == "Tolak: hotel" or "hotel" in str(answer.rules.get())
    assert engine.judge(engine.rank("jumlah penduduk hotel lampung selatan")).kind == "silent"


def test_pausing_and_retiring_silence_it_and_resuming_brings_it_back(
    answer, dewi, sari, logged_in, client
):
    question = "jumlah penduduk lampung selatan 2023"
    assert act(logged_in(sari), answer, "jeda").status_code == 403
    for name, fires in (("jeda", False), ("kelanjutan", True), ("penarikan", False)):
        assert act(logged_in(dewi), answer, name, note="uji").status_code == 302
        assert (engine.judge(engine.rank(question)).kind == "answer") == fires
        assert (client.get(answer.get_absolute_url()).status_code == 200) == fires
    assert kinds(answer)[-3:] == ["paused", "resumed", "retired"]


def test_discarding_a_draft_leaves_what_is_in_force(write, answer, dewi, logged_in):
    write(logged_in(dewi), answer)
    act(logged_in(dewi), answer, "pembuangan")
    assert not AnswerVersion.objects.open().exists()
    answer.refresh_from_db()
    assert answer.state == State.PUBLISHED
    write(logged_in(dewi))
    begun = Answer.objects.exclude(pk=answer.pk).get()
    act(logged_in(dewi), begun, "pembuangan")
    assert not Answer.objects.filter(pk=begun.pk).exists(), "nothing of it was ever published"


def test_confirming_that_it_holds_is_a_version_with_a_new_review_date(answer, sari, logged_in):
    url = reverse("autoreply:confirmation", args=[answer.pk])
    logged_in(sari).post(url, {"review_on": "2020-01-01"})
    answer.refresh_from_db()
    assert answer.version.number == 1
    logged_in(sari).post(url, {"review_on": "2029-01-01"})
    answer.refresh_from_db()
    assert (answer.version.number, answer.review_on.year) == (2, 2029)


def test_a_published_version_cannot_be_written(answer, dewi):
    with pytest.raises(curation.PermissionDenied):
        curation.write(answer.version, {}, dewi, base="", note="")


def test_events_are_only_added(answer):
    event = AnswerEvent.objects.first()
    event.note = "lain"
    with pytest.raises(Exception, match=r"(?i)unique|constraint"):
        event.save()


def test_a_category_that_is_gone_stops_the_way_back_with_a_word(answer, dewi, logged_in):
    first = answer.version
    AnswerVersion.objects.filter(pk=first.pk).update(content=first.content | {"category": "hilang"})
    page = logged_in(dewi).post(
        reverse("autoreply:reversion", args=[answer.pk, first.pk]), follow=True
    )
    assert "hilang" in page.content.decode()
    answer.refresh_from_db()
    assert answer.version == first


def test_members_and_strangers_do_nothing(write, answer, ana, client, logged_in):
    for reader, status in ((client, 302), (logged_in(ana), 403)):
        assert reader.post(reverse("autoreply:answer_new"), NEW).status_code == status
        assert act(reader, answer, "penerbitan").status_code == status
    assert Answer.objects.count() == 1
    assert act(logged_in(factories.officer("budi", "petugas")), answer, "entah").status_code == 404


def test_officers_only_answers_are_for_officers(answer, sari, ana, client, logged_in):
    Answer.objects.filter(pk=answer.pk).update(audience="officers")
    assert client.get(answer.get_absolute_url()).status_code == 404
    assert logged_in(ana).get(answer.get_absolute_url()).status_code == 404
    assert logged_in(sari).get(answer.get_absolute_url()).status_code == 200
    assert engine.judge(engine.rank("jumlah penduduk lampung selatan 2023")).kind == "silent"


def test_the_shelf_finds_by_words_of_examples(answer, sari, logged_in):
    url = reverse("autoreply:answer_shelf")
    assert answer.question in logged_in(sari).get(url, {"q": "jml pddk"}).content.decode()
    assert answer.question not in logged_in(sari).get(url, {"q": "hotel"}).content.decode()
    assert answer.question not in logged_in(sari).get(url, {"rak": "jeda"}).content.decode()
