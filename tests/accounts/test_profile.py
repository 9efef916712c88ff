"""The profile: the name shown and the institution, at sign-up and later."""

import pytest
from django.urls import reverse

from accounts.models import Institution, User

URL = "/akun/profil/"
NEW = {"display_name": "Rina", "email": "rina@example.org", "password1": "kucing-hitam-77"}


@pytest.mark.parametrize("chosen", ["academic", "state-owned", "", None])
def test_the_institution_may_be_told_at_sign_up(client, db, chosen):
    more = {} if chosen is None else {"institution": chosen}
    assert 'name="institution"' in client.get("/akun/signup/").content.decode()
    assert client.post("/akun/signup/", {**NEW, **more}).status_code == 302
    assert User.objects.get(email=NEW["email"]).institution == (chosen or "")


def test_an_institution_that_is_none_is_refused_at_sign_up(client, db):
    page = client.post("/akun/signup/", {**NEW, "institution": "kerajaan"})
    assert "invalid-feedback" in page.content.decode()
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_it_is_behind_the_log_in(client, db):
    for response in (client.get(URL), client.post(URL, {"display_name": "Siapa"})):
        assert response.url == f"/akun/login/?next={URL}"


def test_a_member_changes_their_name_and_institution(logged_in, ana, ben):
    browser = logged_in(ana)
    shown = browser.get(URL).content.decode()
    assert ana.email in shown
    assert reverse("account_email") in shown
    assert 'value="Ana"' in shown
    sent = {"display_name": "Ana P.", "institution": "local", "id": ben.pk, "email": "x@x.id"}
    assert browser.post(URL, sent).url == URL
    ana.refresh_from_db()
    assert (ana.display_name, ana.institution, ana.email) == (
        "Ana P.",
        Institution.LOCAL,
        "ana@example.org",
    )
    ben.refresh_from_db()
    assert (ben.display_name, ben.institution) == ("Ben", "")
    assert 'value="local" selected' in browser.get(URL).content.decode()
    browser.post(URL, {"display_name": "Ana P.", "institution": ""})
    ana.refresh_from_db()
    assert ana.institution == "", "and takes it back"


@pytest.mark.parametrize(
    "bad",
    [
        {"display_name": ""},
        {"display_name": "🙏"},
        {"display_name": "x" * 61},
        {"display_name": "a\ufffdb"},
        {"institution": "kerajaan"},
    ],
)
def test_bad_input_is_named_and_changes_nothing(logged_in, ana, bad):
    response = logged_in(ana).post(URL, {"display_name": "Ana P.", "institution": "local"} | bad)
    assert response.status_code == 422
    assert "invalid-feedback" in response.content.decode()
    ana.refresh_from_db()
    assert (ana.display_name, ana.institution) == ("Ana", "")


def test_the_menu_leads_there(logged_in, ana):
    assert f'href="{URL}"' in logged_in(ana).get("/").content.decode()


def test_a_name_is_one_line(logged_in, ana):
    logged_in(ana).post(URL, {"display_name": "Ana\r\nBcc: lain@example.org"})
    ana.refresh_from_db()
    assert ana.display_name == "Ana Bcc: lain@example.org"
