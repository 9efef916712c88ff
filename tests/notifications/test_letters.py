"""What stands in a letter, and in its head."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from forum.models import Post
from tests import factories


@pytest.fixture
def letter(topic, sari, committed):
    with committed():
        Post.objects.reply(topic, author=sari, body="Lihat **ini** & [itu](/jawaban/).")
    return mail.outbox[-1]


def html(letter):
    return letter.alternatives[0][0]


def test_the_head(letter, topic):
    head = letter.message()
    assert head["Auto-Submitted"] == "auto-generated"
    root = f"<topic-{topic.pk}@127.0.0.1>"
    assert (head["In-Reply-To"], head["References"]) == (root, root)
    assert re.fullmatch(r"<delivery-\d+@127\.0\.0\.1>", head["Message-ID"])
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(
        r"<http://127.0.0.1:8000/notifikasi/berhenti/[\w:-]+/>", head["List-Unsubscribe"]
    )
    assert head["Reply-To"] is None, "replies by e-mail are not set up"


def test_both_forms_say_the_same(letter, topic):
    assert "<strong>ini</strong> &amp;" in html(letter)
    assert "**ini** & [itu](http://127.0.0.1:8000/jawaban/)" in letter.body
    assert 'href="http://127.0.0.1:8000/jawaban/"' in html(letter)
    assert '<html lang="id">' in html(letter)
    for text in (letter.body, html(letter)):
        assert topic.ticket.code in text
        assert f"{topic.get_absolute_url()}?post=" in text


def test_nothing_is_fetched_and_nobody_is_watched(letter):
    assert "<img" not in html(letter)
    assert "<link" not in html(letter)
    assert set(re.findall(r'href="([^/]*//[^/]*)/', html(letter))) == {"http://127.0.0.1:8000"}


def test_a_letter_cannot_be_broken_by_what_people_write(ana, ben, sari, category, committed):
    topic = factories.topic(ana, category, "<script>alert(1)</script> & Bcc: x@x.id")
    User.objects.filter(pk=ben.pk).update(display_name='Ben <b> "x", \\')
    ben.refresh_from_db()
    with committed():
        Post.objects.reply(topic, author=ben, body="<img src=x onerror=alert(1)>")
    letter = mail.outbox[0]
    assert "<script" not in html(letter)
    assert "<img" not in html(letter)
    assert "&amp;amp;" not in html(letter)
    assert "&amp;" not in letter.body
    assert letter.message().as_bytes()


def test_in_the_members_language(client, topic, ana, sari, committed):
    client.force_login(ana)
    client.post("/bahasa/setlang/", {"language": "en"})
    with committed():
        Post.objects.reply(topic, author=sari, body="Ya", status="answered")
    letter = mail.outbox[0]
    assert letter.body.startswith("Dear Ana,")
    assert "Sari replied in" in letter.body
    assert '<html lang="en">' in html(letter)
    assert "No more e-mails of this kind" in html(letter)


def test_the_language_is_the_members_whoever_sends(topic, ana, sari, committed, logged_in):
    ana.language = "en"
    ana.save()
    browser = logged_in(sari)
    browser.cookies["django_language"] = "id"
    with committed():
        browser.post(reverse("forum:post_new", args=[topic.pk]), {"body": "Ya"})
    assert [letter.body[:4] for letter in mail.outbox] == ["Dear"]


def test_a_hidden_name_stays_hidden(ana, sari, category, committed):
    topic = factories.topic(ana, category, "Tanpa nama", is_anonymous=True)
    Post.objects.reply(topic, author=sari, body="Ya")
    with committed():
        Post.objects.reply(topic, author=ana, body="Terima kasih")
    letter = mail.outbox[0]
    assert letter.to == [sari.email]
    assert "Ana" not in letter.from_email + letter.body + html(letter)


def test_replies_go_to_a_signed_address_where_they_can(settings, topic, sari, ana, committed):
    settings.REPLY_ADDRESS = "balas@example.org"
    with committed():
        Post.objects.reply(topic, author=sari, body="Ya")
        topic.ticket.move("resolved", sari)
    for letter in mail.outbox:
        if letter.subject.startswith("Re:"):
            assert re.fullmatch(r"balas\+[0-9a-z-]+@example\.org", letter.reply_to[0])
            assert len(letter.reply_to[0].partition("@")[0]) <= 64
            assert "Balas surel ini" in letter.body
        else:
            assert letter.reply_to == []
    assert mail.outbox
