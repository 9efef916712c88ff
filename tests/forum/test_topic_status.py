"""Officers take charge of a topic and move it."""

import pytest
from django.urls import reverse

from servicedesk.moves import Status


@pytest.fixture
def claim_url(topic):
    return reverse("forum:topic_claim", args=[topic.pk])


@pytest.fixture
def status_url(topic):
    return reverse("forum:topic_status", args=[topic.pk])


def test_an_officer_takes_charge(logged_in, sari, topic, claim_url):
    logged_in(sari).post(claim_url)
    topic.ticket.refresh_from_db()
    assert (topic.ticket.assignee, topic.ticket.status) == (sari, Status.IN_PROGRESS)


def test_an_officer_moves_it_and_the_page_says_who(logged_in, sari, topic, status_url):
    client = logged_in(sari)
    client.post(status_url, {"status": "waiting-release", "note": "Menunggu bulan depan"})
    topic.ticket.refresh_from_db()
    assert topic.ticket.status == Status.WAITING_RELEASE
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "Sari mengubah status menjadi Menunggu Rilis" in page
    assert "Menunggu bulan depan" in page


@pytest.mark.parametrize("status", ["", "entah", "new", "duplicate"])
def test_a_move_the_table_does_not_allow_changes_nothing(
    logged_in, sari, topic, status_url, status
):
    response = logged_in(sari).post(status_url, {"status": status}, follow=True)
    topic.ticket.refresh_from_db()
    assert topic.ticket.status == Status.NEW
    assert "tidak dapat dilakukan" in response.content.decode()


def test_members_may_not(logged_in, ana, topic, claim_url, status_url):
    client = logged_in(ana)
    assert client.post(claim_url).status_code == 403
    assert client.post(status_url, {"status": "closed"}).status_code == 403


def test_strangers_are_sent_to_log_in(client, claim_url, status_url):
    for url in (claim_url, status_url):
        assert client.post(url).url.startswith(reverse("account_login"))


def test_wrong_method(logged_in, sari, claim_url, status_url):
    client = logged_in(sari)
    assert client.get(claim_url).status_code == client.get(status_url).status_code == 405
