"""From private to public: cleaned, agreed to word for word, published with its answer at once."""

import pytest
from django.urls import reverse

from autoreply import responder
from chat.models import Message
from dashboard.copying import cleaned
from dashboard.models import PublicCopy
from forum.models import Topic
from pages.masking import mask_names
from servicedesk.moves import Status
from tests import factories


@pytest.fixture
def private(ana, sari):
    private = factories.conversation(
        ana,
        "Data Ana Lestari salah",
        body="Nama saya Ana Lestari, NIK 1801 2345 6789 0123, hubungi 0812-3456-7890 atau "
        "ana@example.org. Rekening 123456789012.",
    )
    factories.message(private, sari, "Baik Bu Ana, silakan perbarui di kelurahan. Salam, Sari")
    return private


@pytest.fixture
def texts(category):
    return {
        "title": "jumlah penduduk lampung selatan 2023",
        "category": category.pk,
        "question": "Data keluarga saya salah.",
        "answer": "Silakan perbarui di **kelurahan**.",
    }


@pytest.fixture
def edit(private):
    return reverse("dashboard:copy_edit", args=[private.pk])


@pytest.fixture
def consent(private):
    return reverse("dashboard:copy_consent", args=[private.pk])


@pytest.fixture
def publish(private):
    return reverse("dashboard:copy_publication", args=[private.pk])


def test_the_first_draft_is_masked(logged_in, sari, edit):
    form = logged_in(sari).get(edit).context["form"]
    written = " ".join(str(form[name].value()) for name in ("title", "question", "answer"))
    for secret in ("Ana", "Lestari", "Sari", "1801", "0812", "@", "123456789012"):
        assert secret not in written
    for shown in ("[nama]", "[NIK]", "[nomor telepon]", "[surel]", "[nomor]", "kelurahan"):
        assert shown in written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kata ANA dan ananas", "Kata [nama] dan ananas"),
        ("Saya bernama Budi Santoso dari Metro", "Saya bernama [nama] dari Metro"),
        ("kepada Bapak Joko Widodo, terima kasih", "kepada Bapak [nama], terima kasih"),
        ("jumlah penduduk 1.234.567 jiwa", "jumlah penduduk 1.234.567 jiwa"),
        ("ibu kota provinsi", "ibu kota provinsi"),
    ],
)
def test_names_are_masked_and_words_are_not(text, expected):
    assert mask_names(text, ["Ana"]) == expected


def test_figures_stay():
    text = "PDRB 123.456.789.012 rupiah dan 1801"
    assert cleaned(text, []) == text


def test_the_whole_way(
    logged_in, ana, sari, answer, texts, edit, consent, publish, private, committed
):
    logged_in(sari).post(edit, {**texts, "ask": "1"})
    page = logged_in(ana).get(private.get_absolute_url()).content.decode()
    assert "Silakan perbarui di <strong>kelurahan</strong>." in page
    copy = PublicCopy.objects.get()
    logged_in(ana).post(consent, {"agrees": "yes", "revision": copy.revision})
    copy.refresh_from_db()
    assert copy.agreed_at
    with committed():
        response = logged_in(sari).post(publish)
    topic = Topic.objects.get()
    assert response.url == topic.get_absolute_url()
    assert (topic.author, topic.is_anonymous, topic.ticket.status) == (ana, True, Status.ANSWERED)
    assert [post.body for post in topic.posts.all()] == [texts["question"], texts["answer"]]
    assert topic not in list(responder.pending())
    notes = Message.objects.filter(kind="system").values_list("author__display_name", flat=True)
    assert list(notes) == ["Sari", "Ana", "Sari"]


def test_linked_both_ways_for_those_allowed(
    logged_in, client, ana, ben, sari, texts, edit, consent, publish, private
):
    test = logged_in(sari)
    test.post(edit, {**texts, "ask": "1"})
    logged_in(ana).post(consent, {"agrees": "yes", "revision": 1})
    test.post(publish)
    topic = Topic.objects.get()
    for reader in (logged_in(ana), logged_in(sari)):
        assert private.get_absolute_url() in reader.get(topic.get_absolute_url()).content.decode()
        page = reader.get(private.get_absolute_url()).content.decode()
        assert topic.get_absolute_url() in page
    for reader in (client, logged_in(ben)):
        page = reader.get(topic.get_absolute_url()).content.decode()
        assert private.get_absolute_url() not in page
        assert "Ana" not in page


def test_nothing_is_published_without_the_askers_word(
    logged_in, ana, sari, texts, edit, consent, publish
):
    logged_in(sari).post(edit, texts)
    logged_in(sari).post(publish)
    logged_in(sari).post(edit, {**texts, "ask": "1"})
    logged_in(sari).post(publish)
    logged_in(ana).post(consent, {"agrees": "no", "revision": 1})
    logged_in(sari).post(publish)
    assert not Topic.objects.exists()


def test_a_change_asks_again(logged_in, ana, sari, texts, edit, consent, publish):
    logged_in(sari).post(edit, {**texts, "ask": "1"})
    logged_in(ana).post(consent, {"agrees": "yes", "revision": 1})
    logged_in(sari).post(edit, {**texts, "answer": "Hubungi Ana di Metro."})
    assert PublicCopy.objects.get().agreed_at is None
    logged_in(sari).post(publish)
    assert not Topic.objects.exists()


def test_the_askers_word_is_about_what_they_read(logged_in, ana, sari, texts, edit, consent):
    logged_in(sari).post(edit, {**texts, "ask": "1"})
    logged_in(sari).post(edit, {**texts, "answer": "Lain sama sekali.", "ask": "1"})
    page = logged_in(ana).post(consent, {"agrees": "yes", "revision": 1}, follow=True)
    assert "berubah" in page.content.decode()
    assert PublicCopy.objects.get().agreed_at is None


def test_the_same_text_saved_again_asks_nobody_again(logged_in, ana, sari, texts, edit, consent):
    for _time in range(2):
        logged_in(sari).post(edit, {**texts, "ask": "1"})
        logged_in(ana).post(consent, {"agrees": "yes", "revision": 1})
    assert PublicCopy.objects.get().revision == 1
    assert PublicCopy.objects.get().agreed_at


@pytest.mark.parametrize("data", [{}, {"agrees": "yes"}, {"agrees": "x", "revision": "1"}])
def test_half_a_word_is_none(logged_in, ana, sari, texts, edit, consent, data):
    logged_in(sari).post(edit, {**texts, "ask": "1"})
    logged_in(ana).post(consent, data)
    assert PublicCopy.objects.get().agreed_at is None


def test_nobody_speaks_for_the_asker(logged_in, ben, sari, texts, edit, consent):
    logged_in(sari).post(edit, {**texts, "ask": "1"})
    for reader in (logged_in(ben), logged_in(sari)):
        answer = reader.post(consent, {"agrees": "yes", "revision": 1})
        assert answer.status_code == 404
    assert PublicCopy.objects.get().agreed_at is None


def test_published_twice_it_is_one_topic(logged_in, ana, sari, texts, edit, consent, publish):
    logged_in(sari).post(edit, {**texts, "ask": "1"})
    logged_in(ana).post(consent, {"agrees": "yes", "revision": 1})
    for _time in range(2):
        logged_in(sari).post(publish)
    assert Topic.objects.count() == 1
    assert logged_in(sari).post(edit, {**texts, "title": "Lain"}).status_code == 409
    assert logged_in(ana).post(consent, {"agrees": "no", "revision": 1}).status_code == 302
    assert PublicCopy.objects.get().agreed_at


def test_bad_texts_are_shown_again(logged_in, sari, texts, edit):
    assert logged_in(sari).post(edit, {**texts, "answer": ""}).status_code == 422
    assert not PublicCopy.objects.exists()
