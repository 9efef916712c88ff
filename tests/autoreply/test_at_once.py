"""Two people, or a person and a sweeper, change one answer at the same time: nothing is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from autoreply import curation, editing, engine, expiry, slugs
from autoreply.models import Answer, AnswerVersion
from autoreply.models.answer import State
from pages import moment
from tests import factories

WORDING = "ada berapa jiwa di lampung kak"


@pytest.fixture
def write(answer):
    """Write and keep a draft of the answer."""

    def write(by, **changes):
        draft = curation.draft_of(answer, by)
        content = draft.content | changes
        curation.write(draft, content, by, base=curation.base_of(draft), note="")
        return AnswerVersion.objects.select_related("answer").get(pk=draft.pk)

    return write


@pytest.fixture
def opened(logged_in, answer):
    """The form of the answer as somebody has it open: what it would send, and where."""

    def opened(user, **changes):
        url = reverse("autoreply:answer_edit", args=[answer.pk])
        form = logged_in(user).get(url).context["form"]
        sent = {
            name: form[name].value()
            for name in ("question", "body", "review_on", "audience", "when_overtaken", "base")
        }
        examples = "\n".join(form["examples"].value())
        sent |= {"category": answer.category_id, "examples": examples}
        sent |= {"rules-TOTAL_FORMS": "0", "rules-INITIAL_FORMS": "0"} | changes
        return lambda **more: logged_in(user).post(url, sent | more)

    return opened


def body_in_force(answer):
    return Answer.objects.get(pk=answer.pk).body


def test_publishing_takes_what_was_written_last(write, dewi, sari):
    stale = write(dewi, body="Lama.")
    write(dewi, body="Baru.")
    curation.publish(stale, sari)
    assert body_in_force(stale.answer) == "Baru."


def test_nobody_publishes_what_they_wrote_themselves_meanwhile(write, dewi, sari):
    stale = write(dewi, body="Dari Dewi.")
    write(sari, body="Dari Sari.")
    with pytest.raises(curation.PermissionDenied):
        curation.publish(stale, sari)


def test_what_was_changed_since_it_was_read_is_not_published(write, answer, dewi, sari, logged_in):
    write(dewi, body="Dibaca Sari.")
    page = logged_in(sari).get(reverse("autoreply:curated", args=[answer.pk]))
    base = curation.base_of(page.context["draft"])
    assert f'name="base" value="{base}"' in page.content.decode()
    write(dewi, body="Tidak dibaca Sari.")
    url = reverse("autoreply:draft_act", args=[answer.pk, "penerbitan"])
    page = logged_in(sari).post(url, {"base": base}, follow=True)
    assert "Dalam Angka" in body_in_force(answer)
    draft = page.context["draft"]
    assert logged_in(sari).post(url, {"base": curation.base_of(draft)}).status_code == 302
    assert body_in_force(answer) == "Tidak dibaca Sari."


def test_a_stale_page_neither_resumes_nor_rewrites_the_answer(write, answer, dewi, sari):
    stale = Answer.objects.get(pk=answer.pk)
    draft = write(dewi, body="Baru.")
    curation.set_state(answer, State.PAUSED, dewi)
    curation.publish(draft, sari)
    with pytest.raises(curation.PermissionDenied):
        curation.set_state(stale, State.PAUSED, dewi)
    curation.set_state(stale, State.RETIRED, dewi)
    found = Answer.objects.get(pk=answer.pk)
    assert (found.body, found.state) == ("Baru.", State.RETIRED)


def test_going_back_does_not_resume_what_was_paused_meanwhile(write, answer, dewi, sari):
    first = AnswerVersion.objects.select_related("answer").get(pk=answer.version_id)
    curation.publish(write(dewi, body="Baru."), sari)
    curation.set_state(answer, State.PAUSED, dewi)
    curation.revert(first, dewi)
    found = Answer.objects.get(pk=answer.pk)
    assert found.state == State.PAUSED
    assert "Dalam Angka" in found.body


def test_confirming_keeps_what_was_published_meanwhile(write, answer, dewi, sari):
    stale = Answer.objects.get(pk=answer.pk)
    curation.publish(write(dewi, body="Baru."), sari)
    curation.confirm(stale, sari, moment.today())
    assert body_in_force(answer) == "Baru."


def test_the_sweeper_keeps_what_was_published_meanwhile(write, answer, dewi, sari):
    stale = Answer.objects.get(pk=answer.pk)
    curation.publish(write(dewi, body="Baru."), sari)
    stale.overtaken_by_id = 1
    stale.subject = None
    expiry.mark(stale)
    assert body_in_force(answer) == "Baru."


def test_a_form_opened_before_somebody_published_does_not_undo_that(
    opened, write, answer, dewi, sari
):
    late = opened(sari, body="Dari Sari.")
    curation.publish(write(sari, body="Terbit."), dewi)
    page = late()
    assert page.status_code == 409
    assert "Dari Sari." in page.content.decode()
    assert not AnswerVersion.objects.open().exists()
    assert late(base=page.context["form"]["base"].value()).status_code == 302
    assert AnswerVersion.objects.open().get().content["body"] == "Dari Sari."


def test_a_form_of_a_draft_that_was_published_meanwhile_keeps_its_text(
    opened, write, answer, dewi, sari
):
    draft = write(dewi, body="Draf.")
    late = opened(dewi, body="Draf, lebih baik.")
    curation.publish(draft, sari)
    page = late()
    assert page.status_code == 409
    assert "Draf, lebih baik." in page.content.decode()
    assert late(base=page.context["form"]["base"].value()).status_code == 302


def test_of_two_who_begin_a_draft_at_once_one_is_told(opened, answer, dewi, sari):
    first, second = opened(dewi, body="Dari Dewi."), opened(sari, body="Dari Sari.")
    assert first().status_code == 302
    assert second().status_code == 409
    assert AnswerVersion.objects.open().get().content["body"] == "Dari Dewi."


def test_a_wording_learnt_meanwhile_is_not_lost(opened, write, answer, dewi, sari):
    write(sari, body="Draf.")
    late = opened(sari)
    curation.add_wording(answer, WORDING, dewi)
    assert late().status_code == 409
    assert WORDING in AnswerVersion.objects.open().get().content["examples"]


def test_a_wording_learnt_that_a_draft_excludes_stays_excluded_there(write, answer, dewi, sari):
    draft = write(dewi, counterexamples=[WORDING])
    curation.add_wording(answer, WORDING, sari)
    draft.refresh_from_db()
    assert WORDING not in draft.content["examples"]
    curation.publish(draft, sari)
    assert answer.phrasings.get(text=WORDING).is_negative


def test_a_counterexample_becomes_an_example_and_back(write, answer, dewi, sari):
    examples = editing.content_of(answer)["examples"]
    for more, against in (([], [WORDING]), ([WORDING], []), ([], [WORDING])):
        draft = write(dewi, examples=[*examples, *more], counterexamples=against)
        curation.publish(draft, sari)
        assert answer.phrasings.get(text=WORDING).is_negative == bool(against)


def test_the_index_notices_a_change_committed_late(write, answer, dewi, sari, category):
    factories.answer(category, "hotel", "Berapa tamu hotel?", ("jumlah tamu hotel",))
    assert engine.rank("zamrud").candidates == ()
    with moment.at(moment.now() - timedelta(seconds=5)):
        curation.publish(write(dewi, examples=["zamrud"]), sari)
    assert engine.rank("zamrud").candidates


def test_the_index_is_built_once_for_all_threads(monkeypatch, answer):
    built = []
    build = engine.Index.build
    monkeypatch.setattr(engine.Index, "build", lambda *args: built.append(1) or build(*args))
    holder = engine._Holder()
    holder._lock = _Meanwhile(holder)
    assert holder.current() is holder.current()
    assert len(built) == 1


class _Meanwhile:
    """A lock that another thread held, which has built the index by now."""

    def __init__(self, holder):
        self.holder = holder
        self.is_first = True

    def __enter__(self):
        if self.is_first:
            self.is_first = False
            self.holder.current()

    def __exit__(self, *error):
        return False


def test_two_new_answers_of_one_question_get_addresses_of_their_own(
    answer, dewi, sari, monkeypatch
):
    """The other one is saved after the address was found free and before it is taken."""
    content, free_slug = editing.content_of(answer) | {"question": "Luas panen?"}, slugs.free_slug

    def overtaken(text):
        monkeypatch.setattr(slugs, "free_slug", free_slug)
        slug = free_slug(text)
        curation.start(content, sari)
        return slug

    monkeypatch.setattr(slugs, "free_slug", overtaken)
    curation.start(content, dewi)
    made = Answer.objects.filter(question="Luas panen?").values_list("slug", flat=True)
    assert sorted(made) == ["luas-panen", "luas-panen-2"]
    assert [answer.versions.count() for answer in Answer.objects.filter(slug__in=made)] == [1, 1]
