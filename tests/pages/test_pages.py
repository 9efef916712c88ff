"""Theme, language, health, expired forms and addresses that mean nothing."""

import pytest
from django.test import Client


def test_indonesian_is_the_language_whatever_the_phone_says(client, db):
    page = client.get("/", headers={"accept-language": "en-US"})
    assert '<html lang="id"' in page.content.decode()


def test_english_is_chosen_by_the_reader(client, db):
    client.post("/bahasa/setlang/", {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get("/").content.decode()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_is_remembered_and_forgotten(client, db, theme):
    assert client.post("/tema/", {"theme": theme, "next": "/topik/"}).url == "/topik/"
    assert f'data-bs-theme="{theme}"' in client.get("/").content.decode()
    client.post("/tema/", {"theme": "auto"})
    assert f'data-bs-theme="{theme}"' not in client.get("/").content.decode()


def test_it_sends_nobody_to_another_site(client, db):
    for url in ("/tema/", "/bahasa/setlang/"):
        response = client.post(url, {"theme": "dark", "language": "en", "next": "//evil.example"})
        assert response.url == "/"


def test_health(client, db):
    assert client.get("/healthz").content == client.get("/readyz").content == b"ok\n"


def test_an_expired_form_hands_back_what_was_written(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    response = client.post("/tanya/", {"title": "Judul saya", "body": "Isi <b>saya</b>"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "Judul saya" in page
    assert "Isi &lt;b&gt;saya&lt;/b&gt;" in page


def test_a_nul_in_the_address_is_refused(client, db):
    assert client.get("/jawaban/?q=a%00b").status_code == 400


@pytest.mark.parametrize("status", [400, 403, 404])
def test_error_pages_speak_the_readers_language(client, logged_in, ana, status):
    answers = {
        400: lambda: client.get("/?q=%00"),
        403: lambda: logged_in(ana).get("/petugas/"),
        404: lambda: client.get("/tidak-ada/"),
    }
    response = answers[status]()
    assert response.status_code == status
    assert "Beranda" in response.content.decode()


def test_the_style_guide_is_for_development(client, settings, db):
    settings.DEBUG = True
    assert client.get("/styleguide/").status_code == 200
    settings.DEBUG = False
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.parametrize(("language", "words"), [("id", "Saya juga"), ("en", "Me too")])
def test_the_manual_is_in_the_readers_language(client, db, language, words):
    client.post("/bahasa/setlang/", {"language": language, "next": "/"})
    page = client.get("/bantuan/").content.decode()
    assert f"<strong>{words}</strong>" in page
