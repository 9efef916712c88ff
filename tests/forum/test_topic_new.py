"""Asking."""

from uuid import uuid4

import pytest
from django.urls import reverse

from forum import trust
from forum.models import Topic
from pages.fields import MAX_BODY
from tests import factories

URL = "/tanya/"


@pytest.fixture
def form(category):
    return {
        "title": "Berapa luas panen jagung di Pesawaran",
        "body": "Untuk tahun **2023**.",
        "category": category.slug,
        "submission": str(uuid4()),
    }


def test_a_member_asks_and_lands_on_the_topic(logged_in, ana, form):
    response = logged_in(ana).post(URL, form, follow=True)
    topic = Topic.objects.get()
    assert response.redirect_chain[-1][0] == topic.get_absolute_url()
    page = response.content.decode()
    assert topic.ticket.code in page
    assert "Untuk tahun <strong>2023</strong>." in page


def test_the_automatic_answer_is_on_the_page_the_asker_lands_on(
    logged_in, ana, answer, form, committed
):
    form["title"] = "jumlah penduduk lampung selatan 2023"
    client = logged_in(ana)
    with committed():
        response = client.post(URL, form)
    page = client.get(response.url).content.decode()
    assert "Jawaban otomatis" in page
    assert "Apakah ini membantu?" in page
    assert "https://lampung.bps.go.id/id/publication" in page


def test_asking_needs_no_account_to_begin_and_loses_nothing(client, ana, form):
    response = client.post(URL, form)
    assert response.url == f"{reverse('account_login')}?next={URL}"
    client.force_login(ana)
    page = client.get(URL).content.decode()
    assert form["title"] in page
    assert form["body"] in page
    assert '<option value="kependudukan" selected>' in page
    client.post(URL, form)
    assert form["title"] not in client.get(URL).content.decode(), "a posted draft is forgotten"


def test_a_double_click_opens_one_topic(logged_in, ana, form):
    client = logged_in(ana)
    assert client.post(URL, form).url == client.post(URL, form).url
    assert Topic.objects.count() == 1


def test_a_damaged_form_name_is_replaced(logged_in, ana, form):
    logged_in(ana).post(URL, {**form, "submission": "bukan-uuid"})
    assert Topic.objects.get().title == form["title"]


def test_the_same_form_of_another_person_is_another_topic(logged_in, ana, ben, form):
    logged_in(ana).post(URL, form)
    logged_in(ben).post(URL, {**form, "seen": "1"})
    assert Topic.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("title", "", "wajib diisi"),
        ("title", "🙏🙏🙏", "tidak ada huruf atau angka"),
        ("title", "x" * 161, "160"),
        ("body", "   ", "wajib diisi"),
        ("body", "kata " * 10_000, f"{MAX_BODY}"),
        ("category", "sudah-dihapus", "sudah tidak ada"),
    ],
)
def test_bad_input_is_named_and_nothing_is_lost(logged_in, ana, form, field, text, message):
    response = logged_in(ana).post(URL, {**form, field: text})
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page.replace(".", "") or message in page
    assert form["body" if field != "body" else "title"] in page
    assert Topic.objects.count() == 0


def test_bytes_that_are_not_text_are_named(logged_in, ana, form):
    body = b"category=kependudukan&title=judul%20lama&body=abc%ff%fedef"
    response = logged_in(ana).post(URL, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422
    assert "tidak terbaca" in response.content.decode()


def test_preview_shows_the_text_and_posts_nothing(logged_in, ana, form):
    response = logged_in(ana).post(URL, {**form, "preview": "1"})
    assert "Untuk tahun <strong>2023</strong>." in response.content.decode()
    assert Topic.objects.count() == 0


def test_wrong_method(client, db):
    assert client.put(URL).status_code == 405


def test_the_category_of_what_is_like_it_is_suggested(client, ana, category):
    factories.topic(ana, category, "Jumlah penduduk Kota Metro")
    page = client.get(URL, {"q": "jml pddk metro"}).content.decode()
    assert f'<option value="{category.slug}" selected>' in page
    suggestions = client.get(reverse("autoreply:suggestions"), {"q": "jml pddk metro"})
    assert f'data-category="{category.slug}"' in suggestions.content.decode()


def test_one_address_cannot_flood_the_site(logged_in, ana, form, monkeypatch):
    monkeypatch.setattr(trust, "_HOURLY_FROM_ADDRESS", 1)
    titles = ("Harga cabai Metro", "Jumlah nelayan Mesuji")
    codes = [logged_in(ana).post(URL, {**form, "title": t}).status_code for t in titles]
    assert codes == [302, 422]
