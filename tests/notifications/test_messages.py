"""Private messages and what happens to private requests: who is told, and that no letter says what
a conversation is about."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Team
from chat.models import Conversation, Participant
from dashboard.models import PublicCopy
from notifications.models import Delivery, Notification
from notifications.models.delivery import State
from pages import moment
from servicedesk.moves import Status
from tests import factories

SECRET = "Peta desa wisata"


def told():
    rows = Notification.objects.select_related("recipient").order_by("pk")
    return [(row.recipient.display_name, row.kind) for row in rows]


@pytest.fixture
def say(conversation, committed):
    """Write in the conversation; what waits for the commit happens."""

    def say(author, body="Ini rahasia", **more):
        with committed():
            return factories.message(conversation, author, body, **more)

    return say


@pytest.fixture
def later(committed):
    """The sweeper runs after so long."""

    def later(**after):
        with moment.at(moment.now() + timedelta(**after)), committed():
            call_command("notify_pending", verbosity=0)
        return told()

    return later


@pytest.fixture
def team(db):
    return Team.objects.create(name="Tim Privat")


def away():
    """Everybody closed the conversation long ago."""
    past = moment.now() - timedelta(hours=1)
    Participant.objects.update(read_at=past, typing_at=None)


def test_the_asker_is_told_of_the_officers_message_and_of_nothing_in_it(
    conversation, ana, sari, say, settings, later
):
    settings.REPLY_ADDRESS = "balas@example.org"
    away()
    message = say(sari)
    assert told() == [("Ana", "message")]
    assert mail.outbox == [], "whoever reads it now needs no letter"
    later(minutes=3)
    (letter,) = mail.outbox
    assert letter.to == ["ana@example.org"]
    code = conversation.ticket.code
    assert letter.subject == f"Anda mendapat pesan baru tentang permintaan {code}"
    everything = str(letter.message())
    texts = [letter.body, letter.alternatives[0].content, letter.subject]
    for text in texts:
        assert "rahasia" not in text
        assert SECRET not in text
        assert "Sari" not in text
    assert message.get_absolute_url() in letter.body
    assert letter.reply_to == []
    assert "balas" not in everything


def test_the_one_in_charge_alone_is_told_of_the_askers(conversation, ana, sari, dewi, say):
    conversation.ticket.claim(sari)
    say(ana)
    assert ("Sari", "message") in told()
    assert ("Dewi", "message") not in told()


def test_without_one_in_charge_the_officers_who_wrote(conversation, ana, sari, dewi, say):
    say(sari, status=Status.WAITING_ASKER)
    conversation.ticket.refresh_from_db()
    conversation.ticket.assignee = None
    conversation.ticket.save()
    away()
    say(ana)
    assert told() == [("Sari", "message")]


def test_else_the_team_and_nobody_besides(conversation, ana, ben, sari, dewi, team, say):
    team.members.add(dewi, ben)
    conversation.ticket.hand_over(team, sari)
    say(ana)
    assert told() == [("Dewi", "message")]


def test_else_every_officer(conversation, ana, ben, sari, dewi, say):
    say(ana)
    assert sorted(told()) == [("Dewi", "message"), ("Sari", "message")]


def test_what_one_officer_answered_waits_for_no_other(ana, sari, dewi, say, later):
    say(ana)
    say(sari, "Sebentar")
    unread = Notification.objects.unread()
    assert not unread.filter(recipient__in=(sari, dewi)).exists()
    later(minutes=3)
    assert [letter.to for letter in mail.outbox if letter.to != ["ana@example.org"]] == []
    say(ana, "Baik")
    assert not unread.filter(recipient=dewi).exists(), "Sari is in charge now"


def test_whoever_has_it_open_is_told_only_of_what_they_leave_unread(
    conversation, logged_in, ana, sari, say, later
):
    logged_in(ana).get(conversation.get_absolute_url())
    message = say(sari)
    assert told() == []
    assert later(minutes=1) == []
    assert later(minutes=5) == [("Ana", "message")]
    logged_in(ana).get(message.get_absolute_url())
    assert not Notification.objects.unread().exists()
    say(sari, "Dan ini")
    Participant.objects.saw(conversation, ana, conversation.messages.last().pk)
    assert later(minutes=5) == [("Ana", "message")]


def test_a_lost_signal_is_made_good_and_twice_is_harmless(conversation, ana, sari, dewi, later):
    away()
    factories.message(conversation, sari, "Ini")
    away()
    assert later(minutes=5) == [("Ana", "message")]
    assert later(minutes=6) == [("Ana", "message")]


def test_the_sweeper_bothers_nobody_with_what_was_answered_or_given_away(
    conversation, ana, sari, dewi, say, later
):
    conversation.ticket.claim(sari)
    factories.message(conversation, ana, "Halo")
    conversation.ticket.assign(dewi, sari)
    assert ("Dewi", "message") not in later(minutes=5)
    assert ("Sari", "message") not in told()


def test_messages_of_one_conversation_are_one_line_until_it_is_read(
    conversation, logged_in, ana, sari, say
):
    away()
    first, *_ = [say(sari, f"Pesan {number}") for number in range(3)]
    reader = logged_in(ana)
    page = reader.get(reverse("notifications:notification_list")).content.decode()
    assert f"3 pesan baru tentang permintaan {conversation.ticket.code}" in page
    assert SECRET not in page
    row = Notification.objects.latest("pk")
    url = reverse("notifications:notification_reading", args=[row.pk])
    assert reader.post(url).url == first.get_absolute_url()
    assert not Notification.objects.unread().exists()


def test_of_many_unread_messages_one_letter_a_day(conversation, ana, sari, say, logged_in, later):
    away()
    for _ in range(3):
        say(sari)
    later(minutes=3)
    assert len(mail.outbox) == 1
    logged_in(ana).get(conversation.get_absolute_url())
    away()
    say(sari)
    later(minutes=3)
    assert len(mail.outbox) == 2
    with moment.at(moment.now() + timedelta(days=2)):
        say(sari)
    later(days=2, minutes=3)
    assert len(mail.outbox) == 3
    assert len(told()) == 5, "the bell counts them all"


def test_no_letter_for_whoever_reads_it_in_time(conversation, ana, sari, say, logged_in, later):
    away()
    say(sari)
    logged_in(ana).get(conversation.get_absolute_url())
    assert later(minutes=3) == [("Ana", "message")]
    assert mail.outbox == []
    assert Delivery.objects.get().error == "read"


def test_reading_another_conversation_reads_nothing(conversation, logged_in, ana, sari, say):
    away()
    say(sari)
    other = factories.conversation(ana, "Lain")
    logged_in(ana).get(other.get_absolute_url())
    assert Notification.objects.filter(recipient=ana).unread().exists()
    mark = reverse("chat:conversation_mark", args=[conversation.pk])
    logged_in(ana).post(mark, {"dibaca": str(conversation.messages.last().pk)})
    assert not Notification.objects.filter(recipient=ana).unread().exists()


def test_a_letter_is_not_sent_to_whoever_may_not_see_it_any_more(
    conversation, ana, sari, dewi, team, later, logged_in
):
    team.members.add(dewi)
    conversation.ticket.claim(sari)
    with moment.at(moment.now() - timedelta(minutes=10)):
        factories.message(conversation, ana, "Halo")
    row = Notification.objects.create(
        recipient=sari,
        kind="message",
        target_id=conversation.messages.last().pk,
        conversation=conversation,
    )
    delivery = Delivery.objects.create(
        recipient=sari, notification=row, channel="email", timing="now"
    )
    conversation.ticket.hand_over(team, dewi)
    later(minutes=0)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (State.DROPPED, "hidden")
    page = logged_in(sari).get(reverse("notifications:notification_list")).content.decode()
    assert conversation.ticket.code not in page


@pytest.mark.parametrize("setting", ["mine", "team", "other", "none", "administrator", "gone"])
def test_one_conversation_at_hand_is_seen_as_in_a_list(conversation, sari, dewi, team, setting):
    ticket = conversation.ticket
    if setting == "mine":
        ticket.claim(sari)
    if setting in ("team", "other", "administrator"):
        ticket.hand_over(team, dewi)
    if setting == "team":
        team.members.add(sari)
    sari.is_superuser, sari.is_active = setting == "administrator", setting != "gone"
    sari.save()
    listed = Conversation.objects.visible_to(sari).filter(pk=conversation.pk).exists()
    assert Conversation.objects.get(pk=conversation.pk).is_visible_to(sari) == listed
    assert listed == (setting not in ("other", "gone"))


def test_status_of_a_private_request(conversation, ana, sari, committed, later):
    with committed():
        conversation.ticket.claim(sari)
    assert told() == [("Ana", "status")]
    assert (
        mail.outbox[0].subject == f"Permintaan Anda {conversation.ticket.code} sekarang: Diproses"
    )
    assert SECRET not in mail.outbox[0].body
    assert later(minutes=5)[:1] == [("Ana", "status")]
    assert told().count(("Ana", "status")) == 1


def test_a_status_that_goes_with_a_message_is_told_by_that(conversation, ana, sari, say, later):
    away()
    say(sari, status=Status.ANSWERED)
    assert later(minutes=5) == [("Ana", "message")]


def test_assignment_of_a_private_request(conversation, sari, dewi, team, committed, later):
    team.members.add(dewi)
    with committed():
        conversation.ticket.hand_over(team, sari)
    assert told() == [("Dewi", "assignment")]
    assert conversation.ticket.code in mail.outbox[0].subject
    assert SECRET not in mail.outbox[0].body
    assert later(minutes=5).count(("Dewi", "assignment")) == 1


def test_due_soon_reaches_only_those_who_may_see_it(conversation, sari, dewi, team, later):
    team.members.add(dewi)
    ticket = conversation.ticket
    ticket.hand_over(team, sari)
    ticket.refresh_from_db()
    hours = (ticket.due_at - moment.now()) - timedelta(hours=1)
    found = later(seconds=hours.total_seconds())
    assert ("Dewi", "due") in found
    assert ("Sari", "due") not in found
    assert all(SECRET not in letter.body for letter in mail.outbox)


def test_whoever_is_asked_to_agree_to_a_copy_is_told(conversation, category, say, sari, committed):
    say(sari, "Ini jawabannya")
    away()
    before = Notification.objects.filter(recipient=conversation.author).count()
    copy = PublicCopy(conversation=conversation)
    texts = {"title": "Peta", "category": category, "question": "Di mana?", "answer": "Di sini."}
    copy.write(sari, **texts)
    with committed():
        copy.ask(sari)
    asked = Notification.objects.filter(recipient=conversation.author)
    assert asked.count() == before + 1
    away()
    with committed():
        copy.decide(conversation.author, PublicCopy.objects.get().revision, agrees=True)
    assert Notification.objects.filter(recipient=sari).exists()


def test_the_asker_is_warned_before_it_is_closed_and_told_once(
    conversation, ana, sari, committed, later
):
    factories.message(conversation, sari, "Wilayah mana?", status=Status.WAITING_ASKER)
    with moment.at(moment.now() + timedelta(days=14)), committed():
        call_command("close_waiting", verbosity=0)
    assert told() == [("Ana", "closing-chat")]
    assert conversation.ticket.code in mail.outbox[0].subject
    assert SECRET not in mail.outbox[0].body
    assert later(days=14, minutes=5) == [("Ana", "closing-chat")]
