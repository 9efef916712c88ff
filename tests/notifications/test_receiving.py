"""Replies by e-mail, through the command a mail server pipes them to."""

import io
import os
import sys
from datetime import timedelta
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError

from accounts.models import Suspension
from forum.models import Post
from notifications import receiving
from notifications.addresses import reply_address
from notifications.models import Incoming
from pages import moment
from servicedesk.models import Policy
from tests import factories


@pytest.fixture(autouse=True)
def _configured(settings):
    settings.REPLY_ADDRESS = "balas@example.org"


def written(topic, member, body="Tahun 2024, Bu.", **head):
    """A message as a mail program writes it."""
    message = EmailMessage()
    names = {"From": f"{member.display_name} <{member.email}>", "Message-ID": "<1@phone>"}
    names["To"] = reply_address(member.pk, topic.pk)
    names |= {name.replace("_", "-"): value for name, value in head.items()}
    for name, value in names.items():
        message[name] = value
    message.set_content(f"{body}\n\nPada Sen, 23 Nov 2026 Sari <x@example.org> menulis:\n> isi\n")
    return message


@pytest.fixture
def receive(monkeypatch, capsys):
    """Pipe a message; returns what the command says of it."""

    def receive(message, *arguments):
        raw = message if isinstance(message, bytes) else message.as_bytes()
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        capsys.readouterr()
        call_command("receive_mail", *arguments)
        return capsys.readouterr().out.strip()

    return receive


def replies(topic):
    return list(topic.posts.exclude(path="").values_list("author__email", "body"))


def test_it_becomes_a_reply(topic, ana, receive):
    assert receive(written(topic, ana)) == "posted"
    assert replies(topic) == [(ana.email, "Tahun 2024, Bu.")]
    assert mail.outbox == []


def test_the_same_message_twice_is_one_reply(topic, ana, receive):
    receive(written(topic, ana))
    assert receive(written(topic, ana)) == "repeated"
    assert len(replies(topic)) == 1


def test_one_whose_note_was_lost_is_still_one_reply(topic, ana, receive):
    receive(written(topic, ana))
    Incoming.objects.all().delete()
    receive(written(topic, ana))
    assert len(replies(topic)) == 1


def test_without_a_message_id_its_content_is_its_name(topic, ana, receive):
    message = written(topic, ana)
    del message["Message-ID"]
    assert [receive(message), receive(message)] == ["posted", "repeated"]


def test_an_officer_answers_and_the_asker_is_told(topic, ana, sari, receive, committed):
    with committed():
        assert receive(written(topic, sari, "Ada di tabel 3.1.")) == "posted"
    topic.ticket.refresh_from_db()
    assert (topic.ticket.status, topic.posts.last().kind) == ("answered", "official")
    assert [letter.to for letter in mail.outbox] == [[ana.email]]


def test_the_envelope_may_name_the_address(topic, ana, receive):
    message = written(topic, ana, To="undisclosed-recipients:;")
    assert receive(message, reply_address(ana.pk, topic.pk).upper()) == "posted"


@pytest.mark.parametrize(
    "damage", ["", "balas@example.org", "balas+1-1-aaaaaaaaaaaaaaaa@example.org"]
)
def test_an_address_that_was_not_signed_here_is_ignored(topic, ana, receive, damage):
    assert receive(written(topic, ana, To=damage or "x@y.id")) == "no-address"
    assert (replies(topic), mail.outbox) == ([], [])


def test_one_members_address_is_no_good_for_another(topic, ana, ben, receive):
    forwarded = written(topic, ben, To=reply_address(ana.pk, topic.pk))
    assert receive(forwarded) == "stranger"
    assert replies(topic) == []
    assert [letter.to for letter in mail.outbox] == [[ana.email]], "and never to who it claims"
    assert "alamat yang bukan milik Anda" in mail.outbox[0].body


def test_two_senders_are_none(topic, ana, ben, receive):
    message = written(topic, ana, From=f"{ana.email}, {ben.email}")
    assert receive(message) == "stranger"


@pytest.mark.parametrize(
    "head",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner"},
        {"Precedence": "bulk"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"List_Id": "<milis.example.org>"},
        {"From": "MAILER-DAEMON@example.org"},
        {"From": "TanyaData <tanyadata@localhost>"},
        {"From": ""},
    ],
)
def test_what_no_person_wrote_is_ignored_without_a_word(topic, ana, receive, head):
    assert receive(written(topic, ana, **head)) == "automatic"
    assert (replies(topic), mail.outbox) == ([], [])


def test_auto_submitted_no_is_a_person(topic, ana, receive):
    assert receive(written(topic, ana, Auto_Submitted="no")) == "posted"


def suspended(ana, dewi):
    until = moment.now() + timedelta(days=3)
    Suspension.objects.create(user=ana, by=dewi, reason="Spam", until=until)


def test_whoever_is_suspended_is_told_why(topic, ana, dewi, receive):
    suspended(ana, dewi)
    assert receive(written(topic, ana)) == "suspended"
    letter = mail.outbox[0]
    assert "Alasan: Spam" in letter.body
    assert letter.message()["Auto-Submitted"] == "auto-replied"
    assert receive(letter.message().as_bytes()) == "automatic", "no loop"


@pytest.mark.parametrize("change", [{"is_locked": True}, {"state": "hidden"}])
def test_a_topic_that_takes_no_replies(topic, ana, receive, change):
    type(topic).objects.filter(pk=topic.pk).update(**change)
    assert receive(written(topic, ana)) == "closed"
    assert "tidak lagi menerima balasan" in mail.outbox[0].body
    assert replies(topic) == []


def test_a_topic_one_may_no_longer_see_is_not_named(topic, ben, receive):
    type(topic).objects.filter(pk=topic.pk).update(state="hidden")
    assert receive(written(topic, ben)) == "closed"
    assert topic.title not in mail.outbox[0].body


def test_too_many_in_an_hour(topic, ana, receive):
    Policy.objects.create(hourly_limit=10)
    for number in range(10):
        Post.objects.reply(topic, author=ana, body=f"Tambahan {number}")
    assert receive(written(topic, ana)) == "many"
    assert len(replies(topic)) == 10


@pytest.mark.parametrize("body", ["", "🙏🙏", "x" * 20_001])
def test_text_the_page_would_refuse(topic, ana, receive, body):
    assert receive(written(topic, ana, body)) == "empty"
    assert (replies(topic), len(mail.outbox)) == ([], 1)


def test_too_large(topic, ana, receive):
    message = written(topic, ana)
    message.add_attachment(b"\0" * 9_000_000, maintype="image", subtype="png", filename="x.png")
    assert receive(message) == "large"
    assert "terlalu besar" in mail.outbox[0].body


def test_attachments_are_left_out_and_that_is_said(topic, ana, receive):
    message = written(topic, ana)
    message.add_attachment(b"x", maintype="image", subtype="png", filename="x.png")
    assert receive(message) == "posted"
    assert "tanpa lampirannya" in mail.outbox[0].body


def test_letters_about_refusals_are_few(topic, ana, dewi, receive):
    suspended(ana, dewi)
    for number in range(15):
        receive(written(topic, ana, Message_ID=f"<{number}@phone>"))
    assert len(mail.outbox) == 10


def test_an_inactive_member_is_nobody(topic, ana, receive):
    ana.is_active = False
    ana.save()
    assert receive(written(topic, ana)) == "unknown"
    assert mail.outbox == []


@pytest.mark.parametrize("error", [OperationalError("gone"), ConnectionRefusedError()])
def test_a_database_or_mail_server_in_trouble_is_tried_again(
    topic, ana, receive, monkeypatch, error
):
    def fails(*args):
        raise error

    monkeypatch.setattr(receiving, "receive", fails)
    with pytest.raises(SystemExit) as stopped:
        receive(written(topic, ana))
    assert stopped.value.code == os.EX_TEMPFAIL == 75


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\0", b"From: x", b"To: \xff\n\n\xff", b"\n" * 99])
def test_rubbish_is_ignored(db, receive, raw):
    assert receive(raw) in ("automatic", "no-address")


def test_first_posts_wait_for_approval_here_too(topic, ben, receive):
    Policy.objects.create(approve_first_posts=1)
    assert receive(written(topic, ben)) == "posted"
    assert topic.posts.last().state == "pending"


def test_a_member_may_write_from_any_confirmed_address(topic, ana, receive):
    factories.EmailAddress.objects.create(user=ana, email="ana@kantor.go.id", verified=True)
    factories.EmailAddress.objects.create(user=ana, email="ana@lain.id", verified=False)
    assert receive(written(topic, ana, From="ana@kantor.go.id")) == "posted"
    assert receive(written(topic, ana, From="ana@lain.id", Message_ID="<2@x>")) == "stranger"


@pytest.mark.parametrize(
    "head", [b"From: a@b, <", b"To: ;:;", b"Message-ID: [", b"Content-Type: ;"]
)
def test_a_head_no_program_writes_is_ignored(topic, ana, receive, head):
    raw = written(topic, ana).as_bytes()
    kept = [line for line in raw.split(b"\n") if not line.startswith(head.split(b":")[0])]
    assert receive(head + b"\n" + b"\n".join(kept)) != "posted" or b"From" not in head
    assert mail.outbox == []


def test_what_is_wrong_is_said_in_the_members_language(topic, ana, receive):
    ana.language = "en"
    ana.save()
    receive(written(topic, ana, "🙏🙏"))
    assert "Please use words" in mail.outbox[0].body
