"""Following a ticket without logging in, and without learning which codes exist."""

import pytest
from django.urls import reverse

from forum import moderation
from forum.models.event import Act


@pytest.fixture
def track(client):
    def track(code, email):
        return client.post(reverse("forum:tracking"), {"code": code, "email": email})

    return track


def test_code_and_address_show_the_status(track, sari, topic):
    topic.ticket.move("waiting-release", sari, note="catatan petugas")
    response = track(f" {topic.ticket.code.lower()} ", "ANA@example.org")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Menunggu Rilis" in page
    assert topic.get_absolute_url() in page


def test_a_hidden_topic_still_has_a_status_but_no_link(track, sari, topic):
    moderation.act_on_topic(topic, Act.HIDDEN, sari)
    page = track(topic.ticket.code, "ana@example.org").content.decode()
    assert topic.title in page
    assert topic.get_absolute_url() not in page


def test_a_wrong_address_and_a_wrong_code_are_told_apart_by_nobody(track, topic):
    def answer(code, email):
        response = track(code, email)
        page = response.content.decode().replace(code, "").replace(email, "")
        # The token of the form differs by chance.
        return response.status_code, [line for line in page.splitlines() if "csrf" not in line]

    wrong_address = answer(topic.ticket.code, "ben@example.org")
    wrong_code = answer("PST-2611-ZZZZZZ", "ben@example.org")
    assert wrong_address[0] == wrong_code[0] == 422
    assert [line for line in wrong_address[1] if "shown_at" not in line] == [
        line for line in wrong_code[1] if "shown_at" not in line
    ]


def test_trying_on_and_on_is_stopped(track, topic):
    codes = [track(f"PST-2611-AAAA{n:02d}", "a@example.org").status_code for n in range(11)]
    assert codes == [422] * 10 + [429]
    assert track(topic.ticket.code, "ana@example.org").status_code == 429


def test_behind_a_proxy_each_visitor_has_a_limit_of_their_own(client, topic, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def attempt(address):
        form = {"code": "PST-2611-AAAAAA", "email": "a@example.org"}
        forged = {"x-forwarded-for": f"203.0.113.9, {address}"}
        return client.post(reverse("forum:tracking"), form, headers=forged).status_code

    assert [attempt("198.51.100.1") for _ in range(11)][-1] == 429
    assert attempt("198.51.100.2") == 422


@pytest.mark.parametrize(("code", "email"), [("", ""), ("x" * 100, "a@b.id"), ("x", "bukan")])
def test_bad_input_is_named(track, db, code, email):
    assert track(code, email).status_code == 422
