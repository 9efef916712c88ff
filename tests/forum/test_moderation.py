"""Reports, hiding, locking, approving, suspending: by whom, logged, and undone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import Suspension
from forum.models import Category, Event, Flag, Post, Topic
from pages import moment
from pages.traps import _signer
from servicedesk.models import Policy
from tests import factories


@pytest.fixture
def mira(db):
    """A moderator who is no officer."""
    return factories.officer("mira", "moderator")


@pytest.fixture
def reply(topic, ben):
    return Post.objects.reply(topic, author=ben, body="Beli obat di situs saya")


def act(client, name, pk, act):
    return client.post(reverse(f"forum:{name}", args=[pk, act]))


def report(client, post, **form):
    form = {"reason": "spam", "note": "iklan", **form}
    return client.post(reverse("forum:flag_new", args=[post.pk]), form)


def test_a_report_reaches_the_queue_and_hiding_closes_it(client, logged_in, ana, mira, reply):
    for _ in range(2):
        assert report(logged_in(ana), reply).status_code == 302
    assert Flag.objects.count() == 1, "reported twice, it is one report"
    queue = reverse("forum:moderation_queue")
    assert "iklan" in logged_in(mira).get(queue).content.decode()
    act(logged_in(mira), "post_act", reply.pk, "persembunyian")
    assert "iklan" not in logged_in(mira).get(queue).content.decode()
    page = client.get(reply.topic.get_absolute_url()).content.decode()
    assert "Beli obat" not in page
    assert "disembunyikan oleh moderator" in page
    act(logged_in(mira), "post_act", reply.pk, "pemulihan")
    assert "Beli obat" in client.get(reply.topic.get_absolute_url()).content.decode()
    assert [row.act for row in Event.objects.all()] == ["hidden", "restored"]


def test_a_groundless_report_is_closed_and_the_post_stays(client, logged_in, ana, sari, reply):
    report(logged_in(ana), reply)
    logged_in(sari).post(reverse("forum:flag_dismissal", args=[reply.pk]))
    assert not Flag.objects.waiting().exists()
    assert "Beli obat" in client.get(reply.topic.get_absolute_url()).content.decode()


@pytest.mark.parametrize("form", [{"reason": ""}, {"reason": "apa"}, {"note": "x" * 301}])
def test_a_report_without_a_reason_is_refused(logged_in, ana, reply, form):
    assert report(logged_in(ana), reply, **form).status_code == 422


def test_nobody_reports_their_own_post(logged_in, ben, reply):
    assert report(logged_in(ben), reply).status_code == 403


def test_a_hidden_topic_is_gone_but_for_its_asker_and_the_office(
    client, logged_in, ana, ben, sari, topic
):
    url = topic.get_absolute_url()
    act(logged_in(sari), "topic_act", topic.pk, "persembunyian")
    assert client.get(url).status_code == 410
    assert logged_in(ben).get(url).status_code == 410
    assert "menyembunyikan topik ini" in logged_in(ana).get(url).content.decode()
    assert logged_in(sari).get(url).status_code == 200
    act(logged_in(sari), "topic_act", topic.pk, "pemulihan")
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("done", "undone", "field"),
    [
        ("penguncian", "pembukaan-kunci", "is_locked"),
        ("penyematan", "pelepasan-sematan", "is_pinned"),
    ],
)
def test_locking_and_pinning_are_undone(logged_in, sari, topic, done, undone, field):
    for name, expected in ((done, True), (done, True), (undone, False)):
        act(logged_in(sari), "topic_act", topic.pk, name)
        topic.refresh_from_db()
        assert getattr(topic, field) is expected
    assert Event.objects.count() == 2, "doing it twice is logged once"


def test_moving_names_where_it_came_from(logged_in, sari, topic):
    Category.objects.create(slug="wisata", name="Pariwisata")
    url = reverse("forum:topic_move", args=[topic.pk])
    assert logged_in(sari).post(url, {"category": "entah"}).status_code == 422
    logged_in(sari).post(url, {"category": "wisata"})
    topic.refresh_from_db()
    assert topic.category.slug == "wisata"
    assert Event.objects.get().note == "Kependudukan → Pariwisata"


@pytest.mark.parametrize("name", ["persembunyian", "penguncian", "persetujuan"])
def test_members_moderate_nothing(logged_in, ben, topic, name):
    assert act(logged_in(ben), "topic_act", topic.pk, name).status_code == 403


def test_an_unknown_act_is_404(logged_in, sari, topic, reply):
    assert act(logged_in(sari), "topic_act", topic.pk, "apa-saja").status_code == 404
    assert act(logged_in(sari), "post_act", reply.pk, "apa-saja").status_code == 404


def test_first_posts_wait_for_approval_when_the_rules_say_so(
    client, logged_in, ben, sari, topic, category
):
    Policy.objects.create(approve_first_posts=1)
    new = reverse("forum:post_new", args=[topic.pk])
    logged_in(ben).post(new, {"body": "Tulisan pertama saya"})
    url = topic.get_absolute_url()
    assert "Tulisan pertama" not in client.get(url).content.decode()
    assert "Tulisan pertama" in logged_in(ben).get(url).content.decode()
    topic.refresh_from_db()
    assert topic.reply_count == 0
    post = Post.objects.get(author=ben)
    act(logged_in(sari), "post_act", post.pk, "persetujuan")
    assert "Tulisan pertama" in client.get(url).content.decode()
    topic.refresh_from_db()
    assert topic.reply_count == 1
    logged_in(ben).post(new, {"body": "Tulisan kedua saya"})
    assert "Tulisan kedua" in client.get(url).content.decode()


def test_a_first_question_waits_too(client, logged_in, ben, sari, category):
    Policy.objects.create(approve_first_posts=1)
    form = {"title": "Data sapi Lampung", "body": "Tolong", "category": category.slug}
    logged_in(ben).post(reverse("forum:topic_new"), form)
    topic = Topic.objects.get()
    assert client.get(topic.get_absolute_url()).status_code == 404
    assert "menunggu persetujuan" in logged_in(ben).get(topic.get_absolute_url()).content.decode()
    act(logged_in(sari), "topic_act", topic.pk, "persetujuan")
    assert client.get(topic.get_absolute_url()).status_code == 200


def test_new_members_have_a_limit_and_trusted_ones_a_higher_one(logged_in, ben, topic):
    Policy.objects.create(hourly_limit_new=2, hourly_limit=4, trusted_after=3)
    new = reverse("forum:post_new", args=[topic.pk])
    codes = [logged_in(ben).post(new, {"body": f"Isi {n}"}).status_code for n in range(3)]
    assert codes == [302, 302, 422]
    Post.objects.filter(author=ben).update(created_at=moment.now() - timedelta(hours=2))
    codes = [logged_in(ben).post(new, {"body": f"Isi {n}"}).status_code for n in range(6)]
    assert codes == [302, 302, 302, 302, 422, 422]


def suspend(client, user, **form):
    url = reverse("forum:suspension_new", args=[user.pk])
    until = (moment.now() + timedelta(days=3)).date().isoformat()
    return client.post(url, {"until": until, "reason": "Iklan berulang", **form})


def test_a_suspended_member_reads_why_and_posts_nothing(logged_in, ben, mira, topic):
    assert suspend(logged_in(mira), ben).status_code == 302
    new = reverse("forum:post_new", args=[topic.pk])
    response = logged_in(ben).post(new, {"body": "Tulisan yang disimpan"})
    assert response.status_code == 422
    assert "Iklan berulang" in response.content.decode()
    assert "Tulisan yang disimpan" in response.content.decode()
    logged_in(mira).post(reverse("forum:suspension_end", args=[Suspension.objects.get().pk]))
    assert logged_in(ben).post(new, {"body": "Tulisan lagi"}).status_code == 302


def test_a_suspension_ends_by_itself(logged_in, ben, mira, topic):
    suspend(logged_in(mira), ben)
    with moment.at(moment.now() + timedelta(days=5)):
        new = reverse("forum:post_new", args=[topic.pk])
        assert logged_in(ben).post(new, {"body": "Saya kembali"}).status_code == 302


@pytest.mark.parametrize("form", [{"until": "2020-01-01"}, {"until": ""}, {"reason": " "}])
def test_a_senseless_suspension_is_refused(logged_in, ben, mira, form):
    assert suspend(logged_in(mira), ben, **form).status_code == 422
    assert not Suspension.objects.exists()


def test_officers_suspend_nobody_and_nobody_suspends_officers(logged_in, ben, sari, mira):
    assert suspend(logged_in(sari), ben).status_code == 403
    assert suspend(logged_in(mira), sari).status_code == 403


def test_a_filled_honeypot_posts_nothing(logged_in, ben, topic):
    new = reverse("forum:post_new", args=[topic.pk])
    response = logged_in(ben).post(new, {"body": "Halo", "website": "http://spam"})
    assert response.status_code == 422
    assert not Post.objects.filter(author=ben).exists()


def test_a_form_sent_at_once_asks_for_a_second_press(logged_in, ben, topic, settings):
    settings.FORM_LEAST_SECONDS = 2
    new = reverse("forum:post_new", args=[topic.pk])
    form = {"body": "Halo semua", "submission": str(uuid4())}
    assert logged_in(ben).post(new, form).status_code == 422, "no time at all"
    assert logged_in(ben).post(new, {**form, "shown_at": "form:1:x"}).status_code == 422
    response = logged_in(ben).post(new, {**form, "shown_at": _signer.sign("form")})
    assert "sekali lagi" in response.content.decode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_signer, "timestamp", lambda: "1tRQWa")
        long_ago = _signer.sign("form")
    assert logged_in(ben).post(new, {**form, "shown_at": long_ago}).status_code == 302
