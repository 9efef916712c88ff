"""A member chooses for each kind: the bell, and when to be written to."""

import pytest
from django.core import mail
from django.template.loader import get_template

from forum.models import Post
from notifications.kinds import KINDS, offered_to
from notifications.models import Delivery, Notification, Preference

URL = "/notifikasi/pengaturan/"


def choices(user, **changes):
    """The form as it stands, with some changes."""
    data = {}
    for kind in offered_to(user):
        data[f"{kind.code}-bell"] = "on"
        data[f"{kind.code}-email"] = kind.email
    data |= {name.replace("_", "-"): value for name, value in changes.items()}
    return {name: value for name, value in data.items() if value is not None}


def reply(topic, sari, committed):
    with committed():
        return Post.objects.reply(topic, author=sari, body="Ini.")


def test_the_page_offers_officers_more(logged_in, ana, sari):
    member = logged_in(ana).get(URL).content.decode()
    officer = logged_in(sari).get(URL).content.decode()
    assert "Permintaan segera jatuh tempo" in officer
    assert "Permintaan segera jatuh tempo" not in member
    assert "Balasan di topik yang Anda ikuti" in member


@pytest.mark.parametrize("timing", ["off", "daily", "weekly"])
def test_no_letter_at_once(logged_in, topic, ana, sari, committed, timing):
    assert logged_in(ana).post(URL, choices(ana, reply_email=timing)).url == URL
    reply(topic, sari, committed)
    assert mail.outbox == []
    assert Notification.objects.in_bell(ana).count() == 1
    assert Delivery.objects.filter(state="waiting").count() == (timing != "off")
    assert f'value="{timing}" selected' in logged_in(ana).get(URL).content.decode()


def test_letters_without_the_bell(logged_in, topic, ana, sari, committed):
    logged_in(ana).post(URL, choices(ana, reply_bell=None))
    reply(topic, sari, committed)
    assert len(mail.outbox) == 1
    page = logged_in(ana).get("/notifikasi/").content.decode()
    assert "0 notifikasi belum dibaca" in page
    assert topic.title not in page


def test_no_letters_at_all_and_back(logged_in, topic, ana, sari, committed):
    logged_in(ana).post(URL, choices(ana) | {"no_email": "on"})
    reply(topic, sari, committed)
    assert mail.outbox == []
    page = logged_in(ana).get(URL).content.decode()
    assert 'value="now" selected' in page, "what was chosen for each kind is still there"
    logged_in(ana).post(URL, choices(ana))
    reply(topic, sari, committed)
    assert len(mail.outbox) == 1


def test_bad_input_changes_nothing(logged_in, ana):
    response = logged_in(ana).post(URL, choices(ana, reply_email="kapan-kapan"))
    assert response.status_code == 422
    assert "invalid-feedback" in response.content.decode()
    assert not Preference.objects.exists()


def test_nobody_chooses_for_somebody_else_or_what_they_are_not_offered(logged_in, ana, ben, client):
    data = choices(ana) | {"user": ben.pk, "due-email": "off", "flag-bell": ""}
    logged_in(ana).post(URL, data)
    assert set(Preference.objects.values_list("user", flat=True)) == {ana.pk}
    assert not Preference.objects.filter(kind__in=("due", "flag")).exists()
    assert client.post(URL, data).url.startswith("/akun/login/")


def test_every_kind_has_a_sentence_and_fits_its_column():
    for code in KINDS:
        assert len(code) <= 12
        get_template(f"notifications/kinds/{code}.txt")
