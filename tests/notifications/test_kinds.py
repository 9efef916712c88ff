"""Every kind: who is told, who is not, and only once however often the sweeper runs."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Team
from forum import duplicates, merge, moderation
from forum.models import Flag, Post, Reaction
from notifications.models import Notification
from pages import moment
from servicedesk.models import ServiceType, Ticket
from servicedesk.moves import Status
from tests import factories


def told():
    """Who was told of what; the bell forgets nothing."""
    rows = Notification.objects.select_related("recipient").order_by("pk")
    return [(row.recipient.display_name, row.kind) for row in rows]


@pytest.fixture
def swept(committed):
    """What the signals told; the sweeper then finds nothing that is missing."""

    def swept():
        now = told()
        with committed():
            call_command("notify_pending", verbosity=0)
        assert told() == now, "the sweeper tells nobody twice"
        return now

    return swept


@pytest.fixture
def lost(committed):
    """What the sweeper tells alone, where every signal was lost."""

    def lost():
        assert told() == []
        call_command("notify_pending", verbosity=0)
        return told()

    return lost


def test_status(topic, sari, committed, swept):
    with committed():
        topic.ticket.claim(sari)
    assert swept() == [("Ana", "status")]
    assert "Diproses" in mail.outbox[0].subject


def test_a_status_that_goes_with_a_reply_is_told_by_the_reply(topic, sari, committed, swept):
    with committed():
        Post.objects.reply(topic, author=sari, body="Ini.", status=Status.ANSWERED)
    assert swept() == [("Ana", "reply")]


def test_what_the_asker_does_is_not_told_to_them(topic, ana, committed, swept):
    with committed():
        topic.ticket.move(Status.RESOLVED, ana)
    assert swept() == []


def test_a_lost_status(topic, sari, lost):
    topic.ticket.claim(sari)
    assert lost() == [("Ana", "status")]


def test_solution(topic, ana, ben, sari, committed, swept):
    post = Post.objects.reply(topic, author=ben, body="Di situs dinas.")
    with committed():
        moderation.choose_solution(topic, post, sari)
    # The reply itself was never told: the sweeper makes that good, and nothing else.
    assert told() == [("Ana", "solution"), ("Ben", "solution")]
    texts = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert "Balasan Anda" in texts["ben@example.org"]
    assert "Balasan Anda" not in texts["ana@example.org"]


def test_a_solution_taken_back_and_chosen_again_is_told_once(topic, ana, ben, committed):
    post = Post.objects.reply(topic, author=ben, body="Di situs dinas.")
    for choice in (post, None, post):
        with committed():
            moderation.choose_solution(topic, choice, ana)
    assert told() == [("Ben", "solution")]


def test_merge(ana, ben, sari, category, committed, swept):
    old = factories.topic(ben, category, "Peta desa wisata")
    new = factories.topic(ana, category, "Peta desa wisata lagi")
    with committed():
        merge.merge(new, old, sari)
    assert swept() == [("Ana", "duplicate")]
    row = Notification.objects.get()
    assert row.get_absolute_url().startswith(old.get_absolute_url())


def test_a_lost_merge(ana, ben, sari, category, lost):
    old = factories.topic(ben, category, "Peta desa wisata")
    new = factories.topic(ana, category, "Peta desa wisata lagi")
    merge.merge(new, old, sari)
    assert ("Ana", "duplicate") in lost()


def test_what_was_told_of_a_merged_topic_is_read_in_the_other(
    ana, ben, sari, category, committed, logged_in
):
    old = factories.topic(ben, category, "Peta desa wisata")
    new = factories.topic(ana, category, "Peta desa wisata lagi")
    with committed():
        Post.objects.reply(new, author=sari, body="Sebentar.")
    with committed():
        merge.merge(new, old, sari)
    logged_in(ana).get(old.get_absolute_url())
    assert not Notification.objects.filter(recipient=ana).unread().exists()


def test_duplicate(ana, ben, sari, category, committed, swept):
    original = factories.topic(ben, category, "Peta desa wisata")
    repeat = factories.topic(ana, category, "Peta desa wisata di mana")
    with committed():
        duplicates.confirm_pair(repeat, original, sari)
    assert swept() == [("Ana", "duplicate")]
    assert "disatukan" in mail.outbox[0].body
    assert f"http://127.0.0.1:8000{original.get_absolute_url()}" in mail.outbox[0].body


def me_too(topic, members, committed):
    for member in members:
        with committed():
            Reaction.objects.me_too(topic, member)


def test_me_too_milestones(topic, ana, sari, committed, swept):
    members = [factories.member(f"m{number}") for number in range(10)]
    me_too(topic, members[:4], committed)
    assert swept() == []
    me_too(topic, members[4:], committed)
    assert swept() == [("Ana", "me-too")] * 2
    assert list(Notification.objects.order_by("step").values_list("step", flat=True)) == [5, 10]
    assert mail.outbox == [], "a weekly letter is enough"


def test_assignment(topic, sari, dewi, ana, committed, swept):
    with committed():
        topic.ticket.assign(dewi, sari, "Rahasia kantor")
    assert swept() == [("Dewi", "assignment")]
    assert "Rahasia" not in mail.outbox[0].body + mail.outbox[0].alternatives[0][0]


def test_a_team_is_told_but_not_those_in_it_who_are_no_officers(
    topic, sari, dewi, ben, committed, swept
):
    team = Team.objects.create(name="Sosial")
    team.members.set([sari, dewi, ben])
    with committed():
        topic.ticket.hand_over(team, sari)
    assert swept() == [("Dewi", "assignment")]


def test_taking_charge_oneself_is_not_told(topic, sari, committed):
    with committed():
        moderation.take_charge(topic, sari)
    assert ("Sari", "assignment") not in told()


@pytest.fixture
def due(topic):
    """Ana's request falls due in three hours."""
    ServiceType.objects.usual()
    Ticket.objects.filter(pk=topic.ticket_id).update(due_at=moment.now() + timedelta(hours=3))
    topic.ticket.refresh_from_db()
    return topic


def test_due_soon(due, sari, dewi, ana):
    due.ticket.assignee = dewi
    due.ticket.save()
    for _run in range(2):
        call_command("notify_pending", verbosity=0)
        assert told() == [("Dewi", "due")]
    assert "jatuh tempo" in mail.outbox[0].subject


def test_what_nobody_is_in_charge_of_reminds_every_officer_but_not_the_asker(due, sari, dewi, ana):
    call_command("notify_pending", verbosity=0)
    assert sorted(told()) == [("Dewi", "due"), ("Sari", "due")]


def test_what_is_settled_meanwhile_reminds_nobody(due, sari):
    due.ticket.move(Status.RESOLVED, sari)
    call_command("notify_pending", verbosity=0)
    assert ("Sari", "due") not in told()


def test_a_report_reaches_the_moderators(topic, ana, ben, sari, logged_in, committed, swept):
    citra = factories.officer("citra", "moderator")
    post = Post.objects.get(topic=topic, path="")
    url = reverse("forum:flag_new", args=[post.pk])
    with committed():
        logged_in(ben).post(url, {"reason": "spam", "note": "NIK 123"})
    assert told() == [("Citra", "flag")]
    with committed():
        logged_in(ben).post(url, {"reason": "other"})
        Flag.objects.raise_for(post, factories.member("eka"), "spam", "")
    assert swept() == [("Citra", "flag")], "the post is told of once while it waits"
    assert mail.outbox[0].to == [citra.email]
    assert "NIK" not in mail.outbox[0].body


def test_a_report_without_moderators_reaches_the_officers(topic, ben, sari, committed):
    with committed():
        Flag.objects.raise_for(topic.posts.get(path=""), ben, "spam", "")
    assert told() == [("Sari", "flag")]


def test_the_automatic_answer_waits_for_the_digest(ana, category, answer, committed, swept):
    with committed():
        factories.topic(ana, category, "jumlah penduduk lampung selatan 2023")
    assert swept() == [("Ana", "automatic")]
    assert mail.outbox == []


def test_the_officer_in_charge_hears_of_replies(topic, ana, dewi, sari, committed):
    topic.ticket.assign(dewi, sari)
    with committed():
        Post.objects.reply(topic, author=ana, body="Untuk tahun 2024.")
    assert told() == [("Dewi", "reply")]


def test_a_post_that_waits_for_approval_is_told_when_it_is_approved(
    topic, ben, sari, ana, committed
):
    with committed():
        post = Post.objects.reply(topic, author=ben, body="Lihat ini", state="pending")
    call_command("notify_pending", verbosity=0)
    assert told() == []
    with committed():
        moderation.act_on_post(post, "approved", sari)
    assert told() == [("Ana", "reply")]


def test_a_hidden_topic_is_told_to_whoever_may_see_it(topic, ana, ben, sari, committed):
    topic.follows.create(user=ben)
    type(topic).objects.filter(pk=topic.pk).update(state="hidden")
    topic.refresh_from_db()
    with committed():
        Post.objects.reply(topic, author=sari, body="Mohon data pribadinya dihapus.")
    assert told() == [("Ana", "reply")]
