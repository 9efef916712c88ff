"""Signing up and logging in."""

import re

import pytest
from django.core import mail

from accounts.models import User
from tests.factories import PASSWORD


def test_signing_up_asks_a_name_an_address_and_a_password(client, db):
    response = client.post(
        "/akun/signup/",
        {"display_name": "Rina", "email": "Rina@Example.org", "password1": "kucing-hitam-77"},
    )
    assert response.status_code == 302
    user = User.objects.get(email="rina@example.org")
    assert (user.display_name, user.is_officer) == ("Rina", False)


def test_signing_up_ends_with_the_code_and_goes_on_where_one_was(client, db):
    form = {"display_name": "Rina", "email": "rina@example.org", "password1": "kucing-hitam-77"}
    response = client.post("/akun/signup/", {**form, "next": "/tanya/"})
    assert "_auth_user_id" not in client.session, "not before the address is confirmed"
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]*)\s*$", mail.outbox[0].body, re.MULTILINE)[1]
    response = client.post(response.url, {"code": code})
    assert response.url == "/tanya/"
    assert client.session["_auth_user_id"] == str(User.objects.get(email=form["email"]).pk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"display_name": ""},
        {"display_name": "🙏"},
        {"email": "bukan-surel"},
        {"password1": "12345678"},
    ],
)
def test_bad_input_is_named_and_makes_nobody(client, db, wrong):
    form = {"display_name": "Rina", "email": "rina@example.org", "password1": "kucing-hitam-77"}
    response = client.post("/akun/signup/", {**form, **wrong})
    assert response.status_code == 200
    assert "invalid-feedback" in response.content.decode()
    assert not User.objects.filter(email="rina@example.org").exists()


def test_an_address_in_use_is_not_betrayed(client, ana):
    response = client.post(
        "/akun/signup/",
        {"display_name": "Palsu", "email": ana.email, "password1": "kucing-hitam-77"},
    )
    assert response.status_code == 302
    assert User.objects.filter(email=ana.email).count() == 1


def test_with_a_password(client, ana):
    client.post("/akun/login/", {"login": ana.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_with_a_mailed_code(client, ana):
    client.post("/akun/login/code/", {"email": ana.email})
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]*)\s*$", mail.outbox[0].body, re.MULTILINE)[1]
    client.post("/akun/login/code/confirm/", {"code": code})
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_a_wrong_password_is_named(client, ana):
    page = client.post("/akun/login/", {"login": ana.email, "password": "salah"}).content.decode()
    assert "_auth_user_id" not in client.session
    assert "tidak benar" in page or "salah" in page


def test_the_bot_never_logs_in(client, bot):
    bot.set_password(PASSWORD)
    bot.save()
    client.post("/akun/login/", {"login": bot.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_logging_out_needs_a_post(logged_in, ana):
    client = logged_in(ana)
    client.get("/akun/logout/")
    assert "_auth_user_id" in client.session
    client.post("/akun/logout/")
    assert "_auth_user_id" not in client.session
