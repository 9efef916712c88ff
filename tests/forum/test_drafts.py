"""What is written is kept until it is posted: saved now and then, on every device of a member."""

import pytest
from django.urls import reverse

from forum.models import Draft

ASK = reverse("forum:topic_new")
SAVE = reverse("forum:draft_saving")


def save(client, path, **fields):
    return client.post(SAVE, {"path": path, **fields})


def test_a_draft_is_found_on_another_device_and_gone_once_posted(logged_in, ana, category):
    assert save(logged_in(ana), ASK, title="Data kopi", body="setengah jadi").status_code == 204
    save(logged_in(ana), ASK, title="Data kopi robusta", body="setengah jadi")
    elsewhere = logged_in(ana)
    assert "Data kopi robusta" in elsewhere.get(ASK).content.decode()
    form = {"title": "Data kopi robusta", "body": "jadi", "category": category.slug}
    elsewhere.post(ASK, form)
    assert not Draft.objects.exists()


def test_a_reply_has_a_draft_of_its_own(logged_in, ana, ben, topic):
    path = reverse("forum:post_new", args=[topic.pk])
    save(logged_in(ben), path, body="balasan setengah jadi")
    url = topic.get_absolute_url()
    assert "balasan setengah jadi" in logged_in(ben).get(url).content.decode()
    assert "balasan setengah jadi" not in logged_in(ana).get(url).content.decode()


def test_a_preview_keeps_a_draft_without_any_script(logged_in, ben, topic):
    path = reverse("forum:post_new", args=[topic.pk])
    logged_in(ben).post(path, {"body": "dilihat dulu", "preview": "1"})
    assert "dilihat dulu" in logged_in(ben).get(topic.get_absolute_url()).content.decode()


@pytest.mark.parametrize("path", ["", "/", "/entah/", "/admin/", "x" * 5_000])
def test_only_forms_have_drafts(logged_in, ana, path):
    assert save(logged_in(ana), path, body="x").status_code == 400
    assert not Draft.objects.exists()


def test_a_guests_draft_survives_logging_in(client, ana, category):
    client.post(ASK, {"title": "Data lada", "body": "dari tamu", "category": category.slug})
    client.force_login(ana)
    assert "dari tamu" in client.get(ASK).content.decode()


def test_wrong_method(logged_in, ana):
    assert logged_in(ana).get(SAVE).status_code == 405
