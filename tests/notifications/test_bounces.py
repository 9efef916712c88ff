"""Mail that came back: the hook, the notice, and the way back."""

import io
import sys
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import Bounce
from forum.models import Post

REPORT = b"""Return-Path: <>
From: MAILER-DAEMON@mail.example.go.id
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="xx"

--xx
Content-Type: text/plain

Sorry.

--xx
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.go.id

Final-Recipient: rfc822; ana@example.org
Action: %s
Status: %s
--xx--
"""


def letters(topic, sari, committed):
    with committed():
        Post.objects.reply(topic, author=sari, body="Ya")
    return len(mail.outbox)


@pytest.mark.parametrize("address", ["ana@example.org", "Ana@Example.org"])
def test_no_more_letters_and_a_notice(topic, ana, sari, committed, logged_in, address):
    for _again in range(2):
        call_command("record_bounce", address, verbosity=0)
    assert letters(topic, sari, committed) == 0
    browser = logged_in(ana)
    assert "1 notifikasi belum dibaca" not in browser.get("/").content.decode()
    page = browser.get("/notifikasi/").content.decode()
    assert "Surel ke ana@example.org kembali" in page
    assert "tidak ada lagi yang dikirim" in page


def test_the_member_says_that_the_address_works(topic, ana, ben, sari, committed, logged_in):
    call_command("record_bounce", ana.email, verbosity=0)
    logged_in(ben).post("/notifikasi/surel-kembali/")
    assert Bounce.objects.in_force().exists(), "nobody clears another one's address"
    logged_in(ana).post("/notifikasi/surel-kembali/")
    assert letters(topic, sari, committed) == 1
    assert "kembali pada" not in logged_in(ana).get("/notifikasi/pengaturan/").content.decode()


def test_a_confirmed_address_works_again(topic, ana, sari, committed, rf):
    call_command("record_bounce", ana.email, verbosity=0)
    address = EmailAddress.objects.get(user=ana)
    email_confirmed.send(sender=EmailAddress, request=rf.get("/"), email_address=address)
    assert letters(topic, sari, committed) == 1


@pytest.mark.parametrize(
    ("action", "status", "dead"),
    [(b"failed", b"5.1.1", True), (b"delayed", b"4.2.2", False), (b"failed", b"4.4.7", False)],
)
def test_a_delivery_report_is_read(ana, monkeypatch, action, status, dead):
    report = SimpleNamespace(buffer=io.BytesIO(REPORT % (action, status)))
    monkeypatch.setattr(sys, "stdin", report)
    call_command("record_bounce", verbosity=0)
    assert Bounce.objects.of(ana.email).exists() == dead


def test_what_is_no_address_is_refused(db):
    with pytest.raises(CommandError):
        call_command("record_bounce", "bukan-alamat", verbosity=0)
    assert not Bounce.objects.exists()
